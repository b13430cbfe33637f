#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A file as a program sees it, made independently of the writers: comments left out, each quoted
 * value replaced by a mark. What a hostile value does to a file then shows as another skeleton.
 */

typedef enum {
  QUOTING_SINGLE,      /* 'a\'b\\c' of PHP, Python and Ruby */
  QUOTING_DOTENV,      /* "a\"b\\c\$d" of PHP's dotenv */
  QUOTING_JAVASCRIPT,  /* "a\"b\\c" */
  QUOTING_JSON,
  QUOTING_BACKTICK,    /* `a`b` to the last of the line, of Gitea's INI */
  QUOTING_TRIPLE,      /* """a"b""" to the last three of the line, of Grafana's INI */
  QUOTING_SHELL,       /* 'a'\''b' */
  QUOTING_ENVIRONMENT, /* NAME=value, 'value' or "value", without any escape */
} Quoting;

/**
 * read_skeleton:
 * @values: (element-type utf8): what the values are, in their order
 *
 * Returns: (transfer full) (nullable): %NULL where the text is not of that form
 */
char *read_skeleton (const char *text, Quoting quoting, GPtrArray *values);

/** read_mailbox: "Name" <address> taken apart; FALSE where it is not of that form. */
gboolean read_mailbox (const char *text, char **name, char **address);

G_END_DECLS
