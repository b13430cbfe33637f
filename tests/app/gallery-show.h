#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/** One page in one state. */
typedef struct {
  const char *name;
  SceneKind kind;
  const char *typed;
  void (*arrange) (Scene *scene);
} GalleryView;

/**
 * gallery_show: shows the page that each line of standard input names, in a window of that size,
 * until there is no more; tests/app/walk-pages.py goes through them with the keyboard. It writes a
 * line to standard output when a page stands, with the access keys that two things share there, and
 * one for each key that has been dealt with.
 */
int gallery_show (const GalleryView *views, guint n_views, int width, int height);

G_END_DECLS
