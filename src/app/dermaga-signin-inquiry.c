#include "config.h"

#include "app/dermaga-signin-inquiry.h"

#define N_DIRECTIONS (DERMAGA_DIRECTION_OUTGOING + 1)

/* One try; its own until its callback, which may come after nobody waits for it any more. */
typedef struct {
  DermagaSigninInquiry *inquiry;
  DermagaServer *server;
  DermagaSecret *password;
  GCancellable *cancellable;
  char *email;
  char *subject;
  char *body;
} Attempt;

struct _DermagaSigninInquiry
{
  GObject parent_instance;

  gboolean open;
  char *user_names[N_DIRECTIONS]; /* (nullable) */
  DermagaSigninResult *results[N_DIRECTIONS]; /* (nullable) */
  Attempt *attempts[N_DIRECTIONS]; /* (nullable): under way */
  GHashTable *refusals; /* host → how many */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaSigninInquiry, dermaga_signin_inquiry, G_TYPE_OBJECT)

static void
attempt_free (Attempt *attempt)
{
  g_object_unref (attempt->inquiry);
  dermaga_server_free (attempt->server);
  dermaga_secret_unref (attempt->password);
  g_object_unref (attempt->cancellable);
  g_free (attempt->email);
  g_free (attempt->subject);
  g_free (attempt->body);
  g_free (attempt);
}

static void
dermaga_signin_inquiry_dispose (GObject *object)
{
  DermagaSigninInquiry *self = DERMAGA_SIGNIN_INQUIRY (object);

  for (guint i = 0; i < N_DIRECTIONS; i++)
    {
      g_clear_pointer (&self->user_names[i], g_free);
      g_clear_pointer (&self->results[i], dermaga_signin_result_free);
    }
  g_clear_pointer (&self->refusals, g_hash_table_unref);
  G_OBJECT_CLASS (dermaga_signin_inquiry_parent_class)->dispose (object);
}

static void
dermaga_signin_inquiry_class_init (DermagaSigninInquiryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dermaga_signin_inquiry_dispose;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", DERMAGA_TYPE_SIGNIN_INQUIRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
dermaga_signin_inquiry_init (DermagaSigninInquiry *self)
{
  self->refusals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

DermagaSigninInquiry *
dermaga_signin_inquiry_new (void)
{
  return g_object_new (DERMAGA_TYPE_SIGNIN_INQUIRY, NULL);
}

gboolean
dermaga_signin_inquiry_get_open (DermagaSigninInquiry *self)
{
  g_return_val_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self), FALSE);
  return self->open;
}

void
dermaga_signin_inquiry_set_open (DermagaSigninInquiry *self, gboolean open)
{
  g_return_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self));
  self->open = open;
}

const char *
dermaga_signin_inquiry_get_user_name (DermagaSigninInquiry *self, DermagaDirection direction)
{
  g_return_val_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self), NULL);
  return self->user_names[direction];
}

void
dermaga_signin_inquiry_set_user_name (DermagaSigninInquiry *self, DermagaDirection direction,
                                      const char *user_name)
{
  char *copy = g_strdup (user_name);

  g_return_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self));
  g_free (self->user_names[direction]);
  self->user_names[direction] = copy;
}

/* One that was never reached, or was given up before it answered, has refused nothing. */
static void
count_refusal (DermagaSigninInquiry *self, const DermagaSigninResult *result)
{
  guint n = dermaga_signin_inquiry_count_refusals (self, result->server->host);

  if (dermaga_signin_verdict_is_try (result->verdict))
    g_hash_table_insert (self->refusals, g_strdup (result->server->host),
                         GUINT_TO_POINTER (n + 1));
}

static void
set_result (DermagaSigninInquiry *self, DermagaDirection direction, DermagaSigninResult *result)
{
  g_clear_pointer (&self->results[direction], dermaga_signin_result_free);
  self->results[direction] = result;
}

void
dermaga_signin_inquiry_take_result (DermagaSigninInquiry *self, DermagaSigninResult *result)
{
  g_return_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self) && result != NULL);

  count_refusal (self, result);
  set_result (self, dermaga_protocol_get_direction (result->server->protocol), result);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Of one that nobody waits for any more only the refusal counts. */
static void
signed_in_cb (GObject *source, GAsyncResult *async_result, gpointer data)
{
  Attempt *attempt = data;
  DermagaSigninInquiry *self = attempt->inquiry;
  DermagaDirection direction = dermaga_protocol_get_direction (attempt->server->protocol);
  DermagaSigninResult *result = dermaga_signin_finish (async_result, NULL);

  if (result == NULL)
    {
      result = dermaga_signin_result_new (attempt->server);
      result->verdict = DERMAGA_SIGNIN_CANCELLED;
    }
  if (self->attempts[direction] == attempt)
    {
      self->attempts[direction] = NULL;
      dermaga_signin_inquiry_take_result (self, result);
    }
  else
    {
      count_refusal (self, result);
      dermaga_signin_result_free (result);
    }
  attempt_free (attempt);
}

void
dermaga_signin_inquiry_try (DermagaSigninInquiry *self, DermagaNetwork *network,
                            const DermagaServer *server, DermagaSecret *password,
                            const DermagaTestMessage *message)
{
  DermagaDirection direction = dermaga_protocol_get_direction (server->protocol);
  Attempt *attempt;
  DermagaTestMessage copy;

  g_return_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self) && self->attempts[direction] == NULL);

  attempt = g_new0 (Attempt, 1);
  attempt->inquiry = g_object_ref (self);
  attempt->server = dermaga_server_new (server->protocol, server->host, server->port,
                                        server->security, server->user_name);
  attempt->password = dermaga_secret_ref (password);
  attempt->cancellable = g_cancellable_new ();
  if (message != NULL)
    {
      attempt->email = g_strdup (message->email);
      attempt->subject = g_strdup (message->subject);
      attempt->body = g_strdup (message->body);
    }
  copy = (DermagaTestMessage) { attempt->email, attempt->subject, attempt->body };
  self->attempts[direction] = attempt;
  g_clear_pointer (&self->results[direction], dermaga_signin_result_free);
  dermaga_signin_async (network, attempt->server, password, message != NULL ? &copy : NULL,
                        attempt->cancellable, signed_in_cb, attempt);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
dermaga_signin_inquiry_cancel (DermagaSigninInquiry *self)
{
  gboolean any = FALSE;

  g_return_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self));

  for (guint i = 0; i < N_DIRECTIONS; i++)
    {
      Attempt *attempt = g_steal_pointer (&self->attempts[i]);

      if (attempt == NULL)
        continue;
      any = TRUE;
      set_result (self, i, dermaga_signin_result_new (attempt->server));
      self->results[i]->verdict = DERMAGA_SIGNIN_CANCELLED;
      /* In this order: what is wiped must not be sent as if it were the password. */
      g_cancellable_cancel (attempt->cancellable);
      dermaga_secret_wipe (attempt->password);
    }
  if (any)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
dermaga_signin_inquiry_forget (DermagaSigninInquiry *self)
{
  g_return_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self));

  dermaga_signin_inquiry_cancel (self);
  for (guint i = 0; i < N_DIRECTIONS; i++)
    {
      g_clear_pointer (&self->user_names[i], g_free);
      g_clear_pointer (&self->results[i], dermaga_signin_result_free);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
dermaga_signin_inquiry_get_running (DermagaSigninInquiry *self)
{
  g_return_val_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self), FALSE);
  return self->attempts[DERMAGA_DIRECTION_INCOMING] != NULL
         || self->attempts[DERMAGA_DIRECTION_OUTGOING] != NULL;
}

gboolean
dermaga_signin_inquiry_is_trying (DermagaSigninInquiry *self, DermagaDirection direction)
{
  g_return_val_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self), FALSE);
  return self->attempts[direction] != NULL;
}

const DermagaSigninResult *
dermaga_signin_inquiry_get_result (DermagaSigninInquiry *self, DermagaDirection direction)
{
  g_return_val_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self), NULL);
  return self->results[direction];
}

guint
dermaga_signin_inquiry_count_refusals (DermagaSigninInquiry *self, const char *host)
{
  g_return_val_if_fail (DERMAGA_IS_SIGNIN_INQUIRY (self), 0);
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->refusals, host));
}
