#pragma once

#include "model/dermaga-settings.h"

G_BEGIN_DECLS

/*
 * Small strict readers for what the exports write, made independently of the writers. Each
 * returns (transfer full) NULL when the text is not exactly of the form it should have.
 */

/** read_prefs: name → value as written: a decoded string, or "=" and a number or "true". */
GHashTable *read_prefs (const char *text);

/** read_xml: path such as "clientConfig/emailProvider/incomingServer/hostname" or ".../@type" →
 * text. */
GHashTable *read_xml (const char *text);

typedef enum { PHP_WORD, PHP_STRING, PHP_PUNCTUATION } PhpKind;
typedef struct {
  PhpKind kind;
  char *text;
} PhpToken;

/** read_php: the tokens of PHP code without its comments. (element-type PhpToken) */
GPtrArray *read_php (const char *text, gboolean has_open_tag);

/**
 * php_value_after: the token that follows the token texts of @sequence (blank-separated), when it
 * is there exactly once. (nullable) (transfer none)
 */
const PhpToken *php_value_after (GPtrArray *tokens, const char *sequence);

DermagaSettings *sample_settings (void);

G_END_DECLS
