#pragma once

#include "net/dermaga-web.h"
#include "practice/dermaga-authority.h"
#include "web-server.h"

G_BEGIN_DECLS

#define WEB_HEAD "HTTP/1.1 200 OK\r\n"
/** The time to connect of a hasty fetch, which has four times as much in all. */
#define WEB_SHORT (150 * G_TIME_SPAN_MILLISECOND)

/**
 * WebFixture: a secure and a plain server that stand on ports 443 and 80 of good.test, other.test
 * and stranger.test, of which the certificate names the first two.
 * @hasty: fetches have little time: for those that are to use it up
 */
typedef struct {
  DermagaAuthority *authority;
  DermagaNetwork *network;
  WebServer *secure;
  WebServer *plain;
  gboolean hasty;
} WebFixture;

typedef struct {
  DermagaWebFetch *fetch;
  DermagaWebReply *reply;
  GError *error;
  gboolean called;
} WebRun;

void web_fixture_set_up (WebFixture *fixture, gconstpointer data);
void web_fixture_tear_down (WebFixture *fixture, gconstpointer data);
DermagaNetwork *web_fixture_new_network (WebFixture *fixture, DermagaResolver *resolver);
/** Where port 443 is from now on. */
void web_fixture_route (WebFixture *fixture, guint16 port);
char *web_fixture_make_pem (DermagaAuthority *authority, const DermagaAuthorityOrder *order);

void web_run_start (WebRun *run, WebFixture *fixture, const char *url, GCancellable *cancellable);
void web_run_done_cb (GObject *source, GAsyncResult *result, gpointer data);
/** Nothing may be left of the fetch then. */
void web_run_wait (WebRun *run);

DermagaWebReply *web_fetch (WebFixture *fixture, const char *url);
void web_assert_problem (WebFixture *fixture, const char *url,
                                 DermagaSourceProblem problem);
void web_assert_body (const DermagaWebReply *reply, const char *body);

G_END_DECLS
