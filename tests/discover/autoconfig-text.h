#pragma once

#include "discover/dermaga-autoconfig.h"

/** autoconfig_read: dermaga_autoconfig_read() of a string. */
DermagaProviderConfig *autoconfig_read (const char *text, GError **error);

/** autoconfig_wrap: (transfer full): a whole file with these elements in its emailProvider. */
char *autoconfig_wrap (const char *elements);

/** autoconfig_server: (transfer full): a section of type "imap", "pop3" or "smtp". */
char *autoconfig_server (const char *type, const char *elements);

/**
 * autoconfig_describe: (transfer full): a line for each server, "imap a.test 993 tls NAME AUTH"
 * with "-" for what is not said; then "+N" when N were left out.
 */
char *autoconfig_describe (const DermagaProviderConfig *config);

/** autoconfig_assert_safe: that all of it may be shown, and connected to once it is expanded. */
void autoconfig_assert_safe (const DermagaProviderConfig *config);

/** autoconfig_assert_fails: that the file is refused with this code. */
void autoconfig_assert_fails (const char *text, gssize length, DermagaConfigError code);
