#include "config.h"

#include "gallery-signin.h"

#include "gallery-port.h"
#include "signin-scenes.h"

/* "Is my password accepted?", before and after. */

void
gallery_arrange_signin (Scene *scene)
{
  gallery_arrange_verdict (scene);
  signin_scene_open (scene);
}

void
gallery_arrange_signin_typed (Scene *scene)
{
  gallery_arrange_signin (scene);
  signin_scene_type (scene, "rahasia");
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_PASSWORD_ENTRY, "password"));
}

void
gallery_arrange_signin_accepted (Scene *scene)
{
  gallery_arrange_signin_typed (scene);
  signin_scene_answer (scene, DERMAGA_PROTOCOL_IMAP, DERMAGA_SIGNIN_ACCEPTED, NULL,
                       DERMAGA_DELIVERY_NOT_ASKED);
  signin_scene_answer (scene, DERMAGA_PROTOCOL_SMTP, DERMAGA_SIGNIN_ACCEPTED, NULL,
                       DERMAGA_DELIVERY_NOT_ASKED);
}

void
gallery_arrange_signin_sent (Scene *scene)
{
  gallery_arrange_signin_accepted (scene);
  signin_scene_answer (scene, DERMAGA_PROTOCOL_SMTP, DERMAGA_SIGNIN_ACCEPTED,
                       "2.0.0 Ok: queued as 4WkYzT0hfGz1", DERMAGA_DELIVERY_ACCEPTED);
  gallery_scroll_to_end (scene);
}

void
gallery_arrange_signin_rejected (Scene *scene)
{
  gallery_arrange_signin_typed (scene);
  for (guint i = 0; i < 2; i++)
    signin_scene_answer (scene, DERMAGA_PROTOCOL_IMAP, DERMAGA_SIGNIN_REJECTED,
                         "[AUTHENTICATIONFAILED] Authentication failed.",
                         DERMAGA_DELIVERY_NOT_ASKED);
  signin_scene_answer (scene, DERMAGA_PROTOCOL_SMTP, DERMAGA_SIGNIN_APP_PASSWORD,
                       "5.7.9 Application-specific password required.",
                       DERMAGA_DELIVERY_NOT_ASKED);
}

void
gallery_arrange_signin_rejected_end (Scene *scene)
{
  gallery_arrange_signin_rejected (scene);
  gallery_scroll_to_end (scene);
}

void
gallery_arrange_signin_stopped (Scene *scene)
{
  gallery_arrange_signin_typed (scene);
  for (guint i = 0; i < 5; i++)
    {
      signin_scene_answer (scene, DERMAGA_PROTOCOL_IMAP, DERMAGA_SIGNIN_REJECTED, NULL,
                           DERMAGA_DELIVERY_NOT_ASKED);
      signin_scene_answer (scene, DERMAGA_PROTOCOL_SMTP, DERMAGA_SIGNIN_TOO_MANY,
                           "4.7.0 Too many login attempts, please try again later.",
                           DERMAGA_DELIVERY_NOT_ASKED);
    }
}

void
gallery_arrange_signin_browser (Scene *scene)
{
  gallery_arrange_tested (scene);
  dermaga_result_add_hints (dermaga_wizard_get_result (scene->wizard),
                            DERMAGA_HINT_BROWSER_SIGN_IN);
  gallery_next (scene);
  signin_scene_open (scene);
}

void
gallery_arrange_signin_consent (Scene *scene)
{
  gallery_arrange_consent (scene);
  signin_scene_open (scene);
}
