#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** What follows the text of an answer. */
typedef enum {
  WEB_CLOSE, /* the connection is closed in order */
  WEB_HOLD,  /* nothing: it stays open */
  WEB_DRIP,  /* an "x" each 10 ms */
  WEB_FLOOD, /* the tail again and again, as fast as it is taken */
  WEB_CUT,   /* the line is closed in order, but TLS is not */
  WEB_ABORT, /* reset */
} WebManner;

/**
 * WebServer: a web server on a free port of 127.0.0.1, with threads of its own, so that it can be
 * as rude as it likes. It answers with what was told for "host/path?query", with 404 otherwise,
 * and with 400 where TLS comes to a server without.
 */
typedef struct _WebServer WebServer;

/** @pem: (nullable): certificates and key; without, it speaks http. */
WebServer *web_server_new (const char *pem);
void web_server_free (WebServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WebServer, web_server_free)

guint16 web_server_get_port (WebServer *self);
/** How many requests came. */
guint web_server_count (WebServer *self);
/** (transfer full): the last request. */
char *web_server_dup_request (WebServer *self);

/** @tail: what WEB_FLOOD repeats, "" otherwise. */
void web_server_add (WebServer *self, const char *address, const char *answer, WebManner manner,
                     const char *tail);
/** "200 OK" with this body and its length. */
void web_server_add_body (WebServer *self, const char *address, const char *body);
/** An empty "301 Moved". */
void web_server_add_redirect (WebServer *self, const char *address, const char *location);
/** Asks TLS clients for a certificate; they may have none. */
void web_server_ask_certificate (WebServer *self);

G_END_DECLS
