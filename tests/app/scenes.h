#pragma once

#include "app/dermaga-window.h"
#include "export/dermaga-format.h"
#include "practice/dermaga-practice.h"

G_BEGIN_DECLS

/** A wizard whose provider behaves as the scene asks, and the window that shows it. */
typedef struct {
  DermagaPractice *practice; /* (nullable) */
  DermagaWizard *wizard;
  DermagaWindow *window;
} Scene;

/** What the provider is like. */
typedef enum {
  SCENE_GOOD,
  SCENE_EXPIRED,    /* the certificate has expired */
  SCENE_WRONG_NAME, /* the certificate is for another host */
  SCENE_PLAIN,      /* nothing is encrypted */
  SCENE_CLOSED,     /* every port refuses */
  SCENE_NO_RELAY,   /* port 25 refuses */
  SCENE_SLOW,       /* the first words wait for a minute */
  SCENE_ROOM,       /* as in the program: the wizard's own, in the scene that is picked */
} SceneKind;

/** scene_new: opens the window at the first step with @typed in the entry. */
Scene *scene_new (SceneKind kind, const char *typed);
/** scene_free: closes the window, as scene_close(). */
void scene_free (Scene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

/** scene_close: closes a window, of which nothing may be left then: a tooltip, or an answer that
 *  comes late, would find it without its surface. */
void scene_close (DermagaWindow *window);

/** scene_iterate: runs the main loop for @milliseconds. */
void scene_iterate (guint milliseconds);
/** scene_hurry: from now on scene_iterate() takes as long as a frame needs; for those who have
 *  switched animations off. */
void scene_hurry (void);
/** scene_wait_for_frame: until @window has been laid out and drawn once more. */
void scene_wait_for_frame (GtkWidget *window);
/**
 * scene_settle: runs the main loop until the page before has slid away and the page that is shown
 * has its rows. How long that takes depends on how many frames the machine can draw.
 */
void scene_settle (Scene *scene);
/** scene_pick: on the first page, a scene of the practice provider by its id. */
void scene_pick (Scene *scene, const char *id);
/** scene_check: presses Check and waits until the check has ended, and all is shown. */
void scene_check (Scene *scene);
/** scene_take_sign_in_in_clear: the provider without encryption takes passwords, as old ones do;
 *  the practice provider never would. */
void scene_take_sign_in_in_clear (Scene *scene);
/** scene_choose_audience: on the export page. */
void scene_choose_audience (Scene *scene, DermagaAudience audience);
/** scene_add_stranger: the check learns of a working server that needs consent. */
void scene_add_stranger (Scene *scene, DermagaProtocol protocol, const char *host, guint16 port,
                         DermagaSource source);
/** scene_add_many: the check learns of so many more servers, which wait, that there are sixty ways
 *  and more. */
void scene_add_many (Scene *scene);
/** scene_find: the first visible widget of @type, or with that buildable ID where @id is set. */
GtkWidget *scene_find (Scene *scene, GType type, const char *id);
/** scene_find_text: the first visible widget of @type that holds a label with that text. */
GtkWidget *scene_find_text (Scene *scene, GType type, const char *text);
/** scene_contains: whether a visible label in @widget holds @text. */
gboolean scene_contains (GtkWidget *widget, const char *text);
/** scene_get_text: of the heading, label or entry with that buildable ID, which is visible. */
const char *scene_get_text (Scene *scene, const char *id);
/** scene_next: presses the suggested button and waits until the old page has slid away. */
void scene_next (Scene *scene);
/** scene_assert_fits: the page asks for no more than the smallest window that is promised. */
void scene_assert_fits (Scene *scene);
/** scene_find_shared_keys: (transfer full): the access keys to which two visible things answer,
 *  between spaces. */
char *scene_find_shared_keys (Scene *scene);
/** scene_assert_keys_differ: no two visible things answer to one access key. */
void scene_assert_keys_differ (Scene *scene);
guint scene_count_rows (GtkWidget *list);

G_END_DECLS
