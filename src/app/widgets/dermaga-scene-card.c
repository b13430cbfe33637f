#include "config.h"

#include "app/widgets/dermaga-scene-card.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-why-button.h"
#include "learn/dermaga-learn.h"
#include "verdict/dermaga-scene-texts.h"
#include "verdict/dermaga-words.h"

struct _DermagaSceneCard
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *summary;
  GtkWidget *link; /* (nullable) */
  char *scene;     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (DermagaSceneCard, dermaga_scene_card, GTK_TYPE_BOX)

static void
dermaga_scene_card_finalize (GObject *object)
{
  g_free (DERMAGA_SCENE_CARD (object)->scene);
  G_OBJECT_CLASS (dermaga_scene_card_parent_class)->finalize (object);
}

static void
dermaga_scene_card_class_init (DermagaSceneCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_scene_card_finalize;
}

static void
dermaga_scene_card_init (DermagaSceneCard *self)
{
  self->title = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                              "xalign", 0.0, "wrap", TRUE, NULL);
  self->summary = GTK_LABEL (dermaga_wrapped_label_new (NULL, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "dermaga-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "dermaga-padded");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->summary));
}

void
dermaga_scene_card_set_scene (DermagaSceneCard *self, const char *id)
{
  g_autofree char *title = NULL;

  g_return_if_fail (DERMAGA_IS_SCENE_CARD (self) && id != NULL);
  /* The link may be where a person is just now. */
  if (g_strcmp0 (self->scene, id) == 0)
    return;
  g_free (self->scene);
  self->scene = g_strdup (id);

  /* Translators: {scene} is one of "All is well", "Port 25 is blocked" and so on */
  title = dermaga_fill (_("Practice: {scene}"), "scene", dermaga_scene_get_title (id), NULL);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->summary, dermaga_scene_get_summary (id));
  if (self->link != NULL)
    gtk_box_remove (GTK_BOX (self), self->link);
  self->link = dermaga_topic_link_new (dermaga_learn_for_scene (id));
  gtk_box_append (GTK_BOX (self), self->link);
}
