#include "config.h"

#include "app/widgets/dermaga-scene-choice.h"

#include "app/widgets/dermaga-drop-down.h"
#include "practice/dermaga-practice-scene.h"
#include "verdict/dermaga-scene-texts.h"

struct _DermagaSceneChoice
{
  GtkBox parent_instance;

  GtkDropDown *scene;
  GtkLabel *summary;
};

G_DEFINE_FINAL_TYPE (DermagaSceneChoice, dermaga_scene_choice, GTK_TYPE_BOX)

static void
chosen_cb (DermagaSceneChoice *self)
{
  gtk_label_set_text (self->summary, dermaga_scene_get_summary (dermaga_scene_choice_get (self)));
}

/* Whoever comes here by keyboard wants to choose. */
static gboolean
dermaga_scene_choice_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DERMAGA_SCENE_CHOICE (widget)->scene));
}

static void
dermaga_scene_choice_class_init (DermagaSceneChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = dermaga_scene_choice_grab_focus;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-scene-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaSceneChoice, scene);
  gtk_widget_class_bind_template_child (widget_class, DermagaSceneChoice, summary);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
dermaga_scene_choice_init (DermagaSceneChoice *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint n_scenes;
  const DermagaPracticeScene *scenes = dermaga_practice_scenes (&n_scenes);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_scenes; i++)
    gtk_string_list_append (titles, dermaga_scene_get_title (scenes[i].id));
  dermaga_drop_down_set_texts (self->scene, titles);
  chosen_cb (self);
}

const char *
dermaga_scene_choice_get (DermagaSceneChoice *self)
{
  guint n_scenes;
  const DermagaPracticeScene *scenes = dermaga_practice_scenes (&n_scenes);
  guint chosen;

  g_return_val_if_fail (DERMAGA_IS_SCENE_CHOICE (self), scenes[0].id);
  chosen = gtk_drop_down_get_selected (self->scene);
  return scenes[chosen < n_scenes ? chosen : 0].id;
}

void
dermaga_scene_choice_set (DermagaSceneChoice *self, const char *id)
{
  guint n_scenes;
  const DermagaPracticeScene *scenes = dermaga_practice_scenes (&n_scenes);
  const DermagaPracticeScene *scene = dermaga_practice_scene_find (id);

  g_return_if_fail (DERMAGA_IS_SCENE_CHOICE (self));
  gtk_drop_down_set_selected (self->scene, scene != NULL ? (guint) (scene - scenes) : 0);
}
