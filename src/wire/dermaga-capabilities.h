#pragma once

#include "wire/dermaga-dialogue.h"

G_BEGIN_DECLS

#define DERMAGA_CAPABILITIES_MAX_NAMES 128u
#define DERMAGA_CAPABILITIES_MAX_NAME 64u     /* octets */
#define DERMAGA_CAPABILITIES_MAX_MECHANISM 32u /* octets; RFC 4422 allows 20 */

/** dermaga_capabilities_init: an empty set whose lists are there but hold nothing. */
void dermaga_capabilities_init (DermagaCapabilities *self);
void dermaga_capabilities_clear (DermagaCapabilities *self);
/** dermaga_capabilities_copy: fills @copy, whatever was in it; missing lists become empty ones. */
void dermaga_capabilities_copy (const DermagaCapabilities *self, DermagaCapabilities *copy);

/**
 * dermaga_capabilities_add_name:
 *
 * Keeps a capability keyword, once, in upper case. What is no keyword (anything but printable
 * ASCII), is too long, or comes after the 128th is left out.
 */
void dermaga_capabilities_add_name (DermagaCapabilities *self, const char *name);

/** dermaga_capabilities_add_mechanisms: keeps the names in a list with spaces, each once. */
void dermaga_capabilities_add_mechanisms (DermagaCapabilities *self, const char *list);

G_END_DECLS
