#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/** signin_scene_open: opens the page from the verdict, which must be shown. */
void signin_scene_open (Scene *scene);
/** signin_scene_type: puts a password into its entry. */
void signin_scene_type (Scene *scene, const char *password);
/**
 * signin_scene_answer: the server of that protocol's direction is taken to have answered so
 * @reply: (nullable): its own words, of the sign-in or else of the test message
 */
void signin_scene_answer (Scene *scene, DermagaProtocol protocol, DermagaSigninVerdict verdict,
                          const char *reply, DermagaDelivery delivery);

G_END_DECLS
