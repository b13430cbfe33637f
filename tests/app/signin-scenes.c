#include "signin-scenes.h"

#include "app/widgets/dermaga-signin-form.h"

void
signin_scene_open (Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.check-password", NULL);
  scene_settle (scene);
}

void
signin_scene_type (Scene *scene, const char *password)
{
  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_PASSWORD_ENTRY, "password")),
                         password);
}

void
signin_scene_answer (Scene *scene, DermagaProtocol protocol, DermagaSigninVerdict verdict,
                     const char *reply, DermagaDelivery delivery)
{
  g_autofree char *host = g_strdup_printf ("%s.%s", dermaga_protocol_to_string (protocol),
                                           DERMAGA_PRACTICE_DOMAIN);
  g_autoptr (DermagaServer) server
      = dermaga_server_new (protocol, host, protocol == DERMAGA_PROTOCOL_SMTP ? 465 : 993,
                            DERMAGA_SECURITY_TLS, "siti@" DERMAGA_PRACTICE_DOMAIN);
  DermagaSigninResult *result = dermaga_signin_result_new (server);

  result->verdict = verdict;
  result->outcome = DERMAGA_OUTCOME_OK_TLS;
  result->mechanism = g_strdup ("plain");
  result->delivery = delivery;
  if (delivery == DERMAGA_DELIVERY_NOT_ASKED)
    result->reply = g_strdup (reply);
  else
    result->delivery_reply = g_strdup (reply);
  dermaga_signin_inquiry_take_result (dermaga_wizard_get_signin_inquiry (scene->wizard), result);
}
