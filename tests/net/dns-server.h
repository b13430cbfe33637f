#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** What the scripted name server does with questions for a name. */
typedef enum {
  DNS_NORMAL,      /* what the zone says; NXDOMAIN for names it does not hold */
  DNS_SILENT,      /* no reply */
  DNS_LOSE_FIRST,  /* no reply to the first question, then normal */
  DNS_SERVFAIL,
  DNS_REFUSED,
  DNS_TRUNCATED,   /* over UDP: truncated and empty; over TCP: normal */
  DNS_GARBAGE,     /* random bytes, then silence */
  DNS_WRONG_ID,    /* a forged answer with another id, then the right one */
  DNS_WRONG_NAME,  /* a forged answer to another question, then the right one */
  DNS_BROKEN,      /* header right, records cut off */
  DNS_MUTE_AAAA,   /* no reply about AAAA, otherwise normal */
} DnsManner;

/** DnsServer: a name server on a free UDP and TCP port of 127.0.0.1, run by the main loop. */
typedef struct _DnsServer DnsServer;

DnsServer *dns_server_new (void);
void dns_server_free (DnsServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DnsServer, dns_server_free)

/** "127.0.0.1:port" */
const char *dns_server_get_address (DnsServer *self);
void dns_server_set_manner (DnsServer *self, const char *name, DnsManner manner);
/** No reply to anybody, whatever the manner of the name. */
void dns_server_set_silent (DnsServer *self);
/** How many questions came for @name, of any type, over UDP. */
guint dns_server_count (DnsServer *self, const char *name);
/** How many questions came over TCP. */
guint dns_server_count_tcp (DnsServer *self);

/* The zone. Targets are cut at their dots; every other octet goes out as it is. */
void dns_server_add_address (DnsServer *self, const char *name, const char *address);
void dns_server_add_cname (DnsServer *self, const char *name, const char *target);
void dns_server_add_mx (DnsServer *self, const char *name, guint priority, const char *target);
void dns_server_add_srv (DnsServer *self, const char *name, guint priority, guint weight,
                         guint port, const char *target);
/** @text is cut into strings of at most 255 octets. */
void dns_server_add_txt (DnsServer *self, const char *name, const char *text);

G_END_DECLS
