#include "config.h"

#include "app/dermaga-entry.h"

void
dermaga_entry_set_text (GtkEditable *entry, const char *text)
{
  g_return_if_fail (GTK_IS_EDITABLE (entry) && text != NULL);
  if (g_str_equal (gtk_editable_get_text (entry), text))
    return;
  gtk_editable_set_enable_undo (entry, FALSE);
  gtk_editable_set_text (entry, text);
  gtk_editable_set_enable_undo (entry, TRUE);
}
