#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>
#include <openssl/x509_vfy.h>

#define HOUR ((gint64) 60 * 60)
#define DAY (24 * HOUR)

/* (transfer full): rounded to what a person sees on a clock or a calendar. */
static char *
describe_span (gint64 seconds, gboolean at_least)
{
  gboolean days = seconds >= 2 * DAY;
  guint n = (guint) MIN (days ? (seconds + DAY / 2) / DAY : (seconds + HOUR / 2) / HOUR,
                         (gint64) G_MAXINT);
  g_autofree char *count = NULL;
  const char *template;

  n = MAX (n, 1);
  count = g_strdup_printf ("%u", n);
  if (days && at_least)
    template = ngettext ("at least {count} day", "at least {count} days", n);
  else if (days)
    template = ngettext ("about {count} day", "about {count} days", n);
  else if (at_least)
    template = ngettext ("at least {count} hour", "at least {count} hours", n);
  else
    template = ngettext ("about {count} hour", "about {count} hours", n);
  return dermaga_fill (template, "count", count, NULL);
}

char *
dermaga_explain_clock (const DermagaClockVerdict *clock)
{
  g_autofree char *span = describe_span (ABS (clock->offset), clock->at_least);

  /* Translators: {span} is “about 3 days”, “at least 2 hours”; others are servers that were asked
   * anyway. */
  return dermaga_fill (clock->offset > 0
                         ? _("The clock of this computer seems to be {span} ahead of others’.")
                         : _("The clock of this computer seems to be {span} behind others’."),
                       "span", span, NULL);
}

/* (nullable): the certificate whose dates are the row's fault, which may be an issuer's. */
static const DermagaCertificate *
find_dated (const DermagaTlsFacts *tls)
{
  const DermagaTlsFault *fault = dermaga_find_fault (tls, DERMAGA_FAULT_KIND_TIME);

  return fault != NULL ? dermaga_find_certificate (tls, fault->depth) : NULL;
}

gboolean
dermaga_is_due_to_clock (DermagaProbe *probe)
{
  const DermagaTlsFacts *tls = dermaga_probe_get_tls (probe);
  const DermagaCertificate *certificate = tls != NULL ? find_dated (tls) : NULL;
  DermagaClockVerdict clock = dermaga_probe_get_clock (probe);
  gint64 time = clock.at - clock.offset;

  return certificate != NULL && clock.state == DERMAGA_CLOCK_WRONG
         && certificate->not_before <= time && time <= certificate->not_after;
}

static void
tell_headline (DermagaWords *words, const DermagaTlsFault *fault,
               const DermagaCertificate *certificate)
{
  gboolean expired = fault->code == X509_V_ERR_CERT_HAS_EXPIRED;
  g_autofree char *date
    = dermaga_format_date (expired ? certificate->not_after : certificate->not_before);
  const char *headline;

  if (expired)
    headline = fault->depth == 0
                 ? _("The certificate expired on {date}")
                 : _("A certificate that vouches for the server expired on {date}");
  else
    headline = fault->depth == 0
                 ? _("The certificate is valid only from {date} on")
                 : _("A certificate that vouches for the server is valid only from {date} on");
  dermaga_words_replace (&words->headline, dermaga_fill (headline, "date", date, NULL));
}

static const char *
find_meaning (const DermagaClockVerdict *clock, gboolean expired)
{
  if (clock->state == DERMAGA_CLOCK_RIGHT)
    return expired ? _("A certificate is a server’s identity card. What {host} shows is out of "
                       "date. The clock of this computer agrees with others’, so the fault is "
                       "likely the server’s.")
                   : _("A certificate is a server’s identity card. What {host} shows is not "
                       "valid yet. The clock of this computer agrees with others’, so the fault "
                       "is likely the server’s.");
  /* It is wrong, but even by the clocks of others the certificate is not valid. */
  if (clock->state == DERMAGA_CLOCK_WRONG)
    return _("A certificate is a server’s identity card. What {host} shows is not valid today, "
             "even by the clocks of others.");
  return expired ? _("A certificate is a server’s identity card. What {host} shows has expired, "
                     "or the clock of this computer is ahead.")
                 : _("A certificate is a server’s identity card. What {host} shows is not valid "
                     "yet, or the clock of this computer is behind.");
}

/* On port 25 the date is told, and does not matter. */
void
dermaga_words_tell_dates (DermagaWords *words, DermagaProbe *probe, const DermagaTlsFacts *tls)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  const DermagaTlsFault *fault = dermaga_find_fault (tls, DERMAGA_FAULT_KIND_TIME);
  const DermagaCertificate *certificate = find_dated (tls);
  DermagaClockVerdict clock = dermaga_probe_get_clock (probe);

  if (certificate == NULL
      || (fault->code != X509_V_ERR_CERT_HAS_EXPIRED
          && fault->code != X509_V_ERR_CERT_NOT_YET_VALID))
    return;
  tell_headline (words, fault, certificate);
  if (dermaga_candidate_is_relay (candidate))
    return;
  if (dermaga_is_due_to_clock (probe))
    {
      dermaga_words_replace (
        &words->meaning,
        dermaga_append_sentence (dermaga_explain_clock (&clock),
                                 dermaga_fill (_("By the right time, the certificate of {host} is "
                                                 "likely valid."),
                                               "host", candidate->host, NULL)));
      dermaga_words_replace (&words->action,
                             g_strdup (_("Set the date and time of this computer, then test again. "
                                         "Do not accept the certificate as an exception.")));
      return;
    }
  dermaga_words_replace (
    &words->meaning,
    dermaga_fill (find_meaning (&clock, fault->code == X509_V_ERR_CERT_HAS_EXPIRED), "host",
                  candidate->host, NULL));
  if (clock.state != DERMAGA_CLOCK_UNKNOWN)
    dermaga_words_replace (&words->action,
                           g_strdup (_("Do not accept it as an exception. Tell your provider that "
                                       "the server needs a valid certificate.")));
}
