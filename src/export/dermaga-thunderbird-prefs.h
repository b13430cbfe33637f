#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

typedef enum {
  DERMAGA_PREF_STRING,
  DERMAGA_PREF_NUMBER, /* in quotes it would be ignored without a word */
  DERMAGA_PREF_TRUE,
} DermagaPrefKind;

/** DermagaPref: one of Thunderbird's preferences; @name without "mail." */
typedef struct {
  DermagaPrefKind kind;
  const char *name;
  const char *string;
  int number;
} DermagaPref;

typedef void (*DermagaPrefCb) (gpointer data, const DermagaPref *pref);

/** dermaga_thunderbird_prefs_check: whether Thunderbird can send as the address of @settings. */
gboolean dermaga_thunderbird_prefs_check (const DermagaSettings *settings, GError **error);
/** dermaga_thunderbird_prefs_foreach: all that make the account of @settings. */
void dermaga_thunderbird_prefs_foreach (const DermagaSettings *settings, DermagaPrefCb cb,
                                        gpointer data);

G_END_DECLS
