#include "config.h"

#include "app/widgets/dermaga-guide-view.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-port-button.h"
#include "app/widgets/dermaga-why-button.h"
#include "export/dermaga-format.h"

typedef struct {
  DermagaReading *reading;
  DermagaAnswer *answer; /* (nullable): in the reading; NULL for the audience */
  void (*changed) (gpointer data);
  gpointer data;
} Picking;

static void
picking_free (gpointer data)
{
  Picking *picking = data;

  g_object_unref (picking->reading);
  g_free (picking);
}

static void
toggled_cb (GtkCheckButton *button, Picking *picking)
{
  int value = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value"));

  if (!gtk_check_button_get_active (button))
    return;
  if (picking->answer != NULL)
    *picking->answer = value;
  else
    dermaga_reading_set_audience (picking->reading, value);
  picking->changed (picking->data);
}

static GtkWidget *
add_choice (GtkWidget *box, GtkWidget *group, const char *text, int value, gboolean active,
            Picking *picking)
{
  GtkWidget *button = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  GtkWidget *label = dermaga_wrapped_label_new (text, NULL);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (value));
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), active);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), picking);
  gtk_box_append (GTK_BOX (box), button);
  return group != NULL ? group : button;
}

static GtkWidget *
make_group (DermagaReading *reading, const char *place)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);

  gtk_widget_add_css_class (box, "dermaga-card");
  gtk_widget_add_css_class (box, "dermaga-radios");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  dermaga_guide_get_heading (reading, place), -1);
  return box;
}

static GtkWidget *
make_audiences (Picking *picking)
{
  GtkWidget *box = make_group (picking->reading, DERMAGA_PLACE_GUIDE);
  GtkWidget *group = NULL;
  int chosen = dermaga_reading_get_audience (picking->reading);

  for (int audience = 0; audience < DERMAGA_N_AUDIENCES; audience++)
    group = add_choice (box, group, dermaga_audience_get_title (audience), audience,
                        audience == chosen, picking);
  return box;
}

static GtkWidget *
make_answers (Picking *picking, const char *place, const char *hint)
{
  GtkWidget *view = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *box = make_group (picking->reading, place);
  GtkWidget *group;
  DermagaAnswer answer = *picking->answer;

  gtk_box_append (GTK_BOX (view), dermaga_wrapped_label_new (hint, NULL));
  gtk_box_append (GTK_BOX (view), box);
  group = add_choice (box, NULL, _("Yes"), DERMAGA_ANSWER_YES, answer == DERMAGA_ANSWER_YES,
                      picking);
  add_choice (box, group, _("No"), DERMAGA_ANSWER_NO, answer == DERMAGA_ANSWER_NO, picking);
  add_choice (box, group, _("I don’t know"), DERMAGA_ANSWER_UNKNOWN,
              answer == DERMAGA_ANSWER_UNKNOWN, picking);
  return view;
}

static GtkWidget *
make_advice (DermagaReading *reading)
{
  DermagaAdvice advice = dermaga_guide_advise (dermaga_reading_get_guide (reading));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box),
                  dermaga_wrapped_label_new (dermaga_advice_get_text (advice), NULL));
  if (advice == DERMAGA_ADVICE_CHECK_587)
    gtk_box_append (GTK_BOX (box), dermaga_port_button_new (587));
  gtk_box_append (GTK_BOX (box), dermaga_why_button_new (dermaga_advice_get_topic (advice)));
  return box;
}

GtkWidget *
dermaga_guide_view_new (DermagaReading *reading, const char *place, GCallback changed,
                        gpointer data)
{
  DermagaGuide *guide = dermaga_reading_get_guide (reading);
  Picking *picking;
  GtkWidget *view;

  if (g_str_equal (place, DERMAGA_PLACE_ADVICE))
    return make_advice (reading);
  picking = g_new0 (Picking, 1);
  picking->reading = g_object_ref (reading);
  picking->changed = (void (*) (gpointer)) changed;
  picking->data = data;
  if (g_str_equal (place, DERMAGA_PLACE_GUIDE))
    view = make_audiences (picking);
  else if (g_str_equal (place, DERMAGA_PLACE_GUIDE_465))
    {
      picking->answer = &guide->offers_465;
      view = make_answers (picking, place,
                           _("Your provider’s help pages name its ports for sending. "
                             "“SSL/TLS” beside “SMTP” usually means port 465."));
    }
  else
    {
      picking->answer = &guide->closed_587;
      view = make_answers (picking, place,
                           guide->elsewhere
                               ? _("What counts is the network of your web host or server: its "
                                   "help pages say which ports are closed.")
                               : _("Some company and guest networks close it. At home it is "
                                   "rarely closed."));
    }
  g_object_set_data_full (G_OBJECT (view), "picking", picking, picking_free);
  return view;
}

const char *
dermaga_guide_get_heading (DermagaReading *reading, const char *place)
{
  if (g_str_equal (place, DERMAGA_PLACE_GUIDE))
    return _("What do you want to set up?");
  if (g_str_equal (place, DERMAGA_PLACE_GUIDE_465))
    return _("Does your provider offer port 465?");
  if (g_str_equal (place, DERMAGA_PLACE_GUIDE_587))
    return _("Is port 587 closed where the mail is sent?");
  return dermaga_advice_get_title (dermaga_guide_advise (dermaga_reading_get_guide (reading)));
}

gboolean
dermaga_guide_is_answered (DermagaReading *reading, const char *place)
{
  const DermagaGuide *guide = dermaga_reading_get_guide (reading);

  if (g_str_equal (place, DERMAGA_PLACE_GUIDE))
    return dermaga_reading_get_audience (reading) >= 0;
  if (g_str_equal (place, DERMAGA_PLACE_GUIDE_465))
    return guide->offers_465 != DERMAGA_ANSWER_NONE;
  if (g_str_equal (place, DERMAGA_PLACE_GUIDE_587))
    return guide->closed_587 != DERMAGA_ANSWER_NONE;
  return TRUE;
}

const char *
dermaga_guide_get_next (DermagaReading *reading, const char *place)
{
  if (g_str_equal (place, DERMAGA_PLACE_GUIDE))
    return DERMAGA_PLACE_GUIDE_465;
  return dermaga_guide_advise (dermaga_reading_get_guide (reading)) == DERMAGA_ADVICE_ASK_587
             ? DERMAGA_PLACE_GUIDE_587
             : DERMAGA_PLACE_ADVICE;
}
