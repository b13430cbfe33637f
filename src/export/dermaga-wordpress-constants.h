#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

/* WP Mail SMTP and Easy WP SMTP have one maker and read the same constants, but for the prefix. */

/** DermagaConstantKind: how a constant's value is written. */
typedef enum {
  DERMAGA_CONSTANT_TEXT,
  DERMAGA_CONSTANT_WORD,   /* a number or truth value: in quotes it would switch everything off */
  DERMAGA_CONSTANT_SECRET, /* the password, which is not known */
} DermagaConstantKind;

/**
 * DermagaConstantCb:
 * @name: without the plugin's prefix
 * @value: (nullable): %NULL for the password
 */
typedef void (*DermagaConstantCb) (gpointer data, DermagaConstantKind kind, const char *name,
                                   const char *value);

/** dermaga_wordpress_constants_check: whether @plugin, a name, takes the values of @settings. */
gboolean dermaga_wordpress_constants_check (const DermagaSettings *settings, const char *plugin,
                                            GError **error);
/** dermaga_wordpress_constants_foreach: all that the plugins need, in a sensible order. */
void dermaga_wordpress_constants_foreach (const DermagaSettings *settings, DermagaConstantCb cb,
                                          gpointer data);
/**
 * dermaga_wordpress_constants_write:
 * @prefix: with the underscore
 *
 * Returns: (transfer full) (nullable): the lines for wp-config.php
 */
char *dermaga_wordpress_constants_write (const DermagaSettings *settings, const char *prefix,
                                         const DermagaFileNote *note, const DermagaFormat *format,
                                         GError **error);

G_END_DECLS
