#pragma once

#include "model/dermaga-settings.h"

G_BEGIN_DECLS

/*
 * Small strict readers for files of mail programs, made by the programs' manuals and independently
 * of the writers. Each returns (transfer full) NULL when the text is not exactly of that form.
 */

/** read_msmtp: command → argument; the two "account" commands as "account" and "account default" */
GHashTable *read_msmtp (const char *text);

/** read_mutt: variable → value, and "mailboxes" */
GHashTable *read_mutt (const char *text);

/** read_mbsync: "Section.Option" → value, where the section is "IMAPAccount", "Channel"... */
GHashTable *read_mbsync (const char *text);

/**
 * check_mail:
 *
 * Asserts that @text holds what was meant.
 *
 * Returns: whether @format is one of a mail program that it knows
 */
gboolean check_mail (const char *format, const char *text, const DermagaSettings *settings);

G_END_DECLS
