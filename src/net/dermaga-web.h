#pragma once

#include "model/dermaga-source.h"
#include "net/dermaga-network.h"

G_BEGIN_DECLS

/**
 * DermagaWebRequest: one document to fetch.
 * @url: "https://..." or "http://...", of valid host names
 * @max_size: octets of the body; more is %DERMAGA_SOURCE_PROBLEM_TOO_BIG
 * @max_redirects: 0 where none may be followed. From https only to https on port 443; from http to
 *   either, and the reply stays insecure
 */
typedef struct {
  const char *url;
  gsize max_size;
  guint max_redirects;
} DermagaWebRequest;

/**
 * DermagaWebReply:
 * @problem: %DERMAGA_SOURCE_PROBLEM_NONE when the whole body of a 200 is there
 * @secure: every hop was https with a verified certificate
 * @status: of the last HTTP reply, 0 if there was none
 * @url: where it came from after redirects
 * @body: (nullable): also for other statuses, as far as it was read
 * @date: what time it was there when the head of a @secure reply came, in Unix time; 0 if that is
 *   not known
 * @received: the same by this computer's clock
 * @certificate: what was found of the last server's, on http and without any all zero
 * @challenges: (array zero-terminated=1): schemes of WWW-Authenticate, lower case: "negotiate"
 */
typedef struct {
  DermagaSourceProblem problem;
  gboolean secure;
  guint status;
  char *url;
  GBytes *body;
  gint64 date;
  gint64 received;
  DermagaTlsJudgement certificate;
  char **challenges;
  gint64 elapsed_us;
} DermagaWebReply;

void dermaga_web_reply_free (DermagaWebReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaWebReply, dermaga_web_reply_free)

/** Time limits, in microseconds from the start; two repetitions of the first packet fit into the
 *  first, which is of each request alone. */
#define DERMAGA_WEB_CONNECT_LIMIT (3200 * G_TIME_SPAN_MILLISECOND)
#define DERMAGA_WEB_LIMIT (10 * G_TIME_SPAN_SECOND)

/**
 * DermagaWebPhase: how far a fetch has come, for those who wait for it.
 */
typedef enum {
  DERMAGA_WEB_RESOLVING,
  DERMAGA_WEB_CONNECTING,
  DERMAGA_WEB_TALKING, /* the server accepted the connection */
} DermagaWebPhase;

#define DERMAGA_TYPE_WEB_FETCH (dermaga_web_fetch_get_type ())
G_DECLARE_FINAL_TYPE (DermagaWebFetch, dermaga_web_fetch, DERMAGA, WEB_FETCH, GObject)

/**
 * DermagaWebFetch: one document over HTTP (libsoup): names through the network's resolver, its
 * trust, its routes (a port mapped to 0 is %DERMAGA_SOURCE_PROBLEM_UNREACHABLE, once the name was
 * looked up). No cookies, no credentials, no cache, no proxy, no compression; a redirect is
 * followed by hand.
 * HTTP/1.1 only: libsoup bounds its headers (64 KiB), those of HTTP/2 it does not.
 */
DermagaWebFetch *dermaga_web_fetch_new (DermagaNetwork *network, const DermagaWebRequest *request);
void dermaga_web_fetch_run_async (DermagaWebFetch *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
/** (transfer full): never fails but for cancellation (G_IO_ERROR_CANCELLED) */
DermagaWebReply *dermaga_web_fetch_run_finish (DermagaWebFetch *self, GAsyncResult *result,
                                               GError **error);
DermagaWebPhase dermaga_web_fetch_get_phase (DermagaWebFetch *self);

/** dermaga_web_fetch_set_limits: other limits than the usual, in microseconds, before it runs. */
void dermaga_web_fetch_set_limits (DermagaWebFetch *self, gint64 connect_us, gint64 whole_us);

G_END_DECLS
