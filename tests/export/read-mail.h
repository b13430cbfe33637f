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

/** read_s_nail: variable → value; a switch has the value "" */
GHashTable *read_s_nail (const char *text);

/** read_ini: key → value, of a file with one section, which is "[]"; values without quotes, marks
 *  of comments or anything else that readers of such files differ about */
GHashTable *read_ini (const char *text);

/** read_toml: key → value, and the one table as "[]"; of strings only basic ones */
GHashTable *read_toml (const char *text);

/**
 * check_mail:
 *
 * Asserts that @text holds what was meant.
 *
 * Returns: whether @format is one of a mail program that it knows
 */
gboolean check_mail (const char *format, const char *text, const DermagaSettings *settings);

G_END_DECLS
