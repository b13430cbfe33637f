#include "config.h"

#include "app/widgets/dermaga-company-list.h"

#include "app/dermaga-direction.h"
#include "app/widgets/dermaga-finding-row.h"

/* The names of one company's servers; each once, whatever ports it listens on. */
static char *
join_hosts (const DermagaControlTable *table, const char *company)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();
  g_autofree char *separator = NULL;
  g_autofree char *lines = NULL;

  for (guint i = 0; i < table->n_servers; i++)
    if (g_str_equal (table->servers[i].company, company)
        && !g_ptr_array_find_with_equal_func (hosts, table->servers[i].host, g_str_equal, NULL))
      g_ptr_array_add (hosts, (gpointer) table->servers[i].host);
  if (g_str_equal (table->page.company, company))
    g_ptr_array_add (hosts, (gpointer) table->page.host);
  g_ptr_array_add (hosts, NULL);
  /* One a line: each runs from left to right in every language, and stands where the lines of the
   * language begin. */
  separator = g_strconcat ("\n", dermaga_direction_mark (), NULL);
  lines = g_strjoinv (separator, (char **) hosts->pdata);
  return g_strconcat (dermaga_direction_mark (), lines, NULL);
}

static GtkWidget *
make_row (const DermagaControlTable *table, const char *company)
{
  g_autofree char *hosts = join_hosts (table, company);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *names = dermaga_wrapped_label_new (hosts, "caption");

  gtk_widget_add_css_class (names, "dim-label");
  gtk_box_append (GTK_BOX (text), dermaga_wrapped_label_new (company, NULL));
  gtk_box_append (GTK_BOX (text), names);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, company,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hosts, -1);
  return row;
}

static void
add_company (GtkListBox *list, const DermagaControlTable *table, GHashTable *known,
             const char *company)
{
  if (g_hash_table_add (known, (gpointer) company))
    gtk_list_box_append (list, make_row (table, company));
}

void
dermaga_company_list_fill (GtkListBox *list, const DermagaControlTable *table)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < table->n_servers; i++)
    add_company (list, table, known, table->servers[i].company);
  add_company (list, table, known, table->page.company);
}
