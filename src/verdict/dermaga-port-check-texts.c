#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

/* What a port is for decides what it means that it is blocked, and what to do then. */
typedef enum {
  ROLE_RELAY,     /* 25 */
  ROLE_SENDING,   /* 465, 587, 2525 */
  ROLE_RECEIVING, /* 143, 993, 110, 995 */
} Role;

#define N_ROLES 3

static Role
role_of (guint16 port)
{
  if (port == 25)
    return ROLE_RELAY;
  return port == 465 || port == 587 || port == 2525 ? ROLE_SENDING : ROLE_RECEIVING;
}

/* The port to use when one is blocked; all are used with encryption only. */
static const char *
other_port_for (guint16 port)
{
  switch (port)
    {
    case 465:
      return "587";
    case 993:
      return "143";
    case 995:
      return "110";
    case 143:
      return "993";
    case 110:
      return "995";
    default:
      return "465";
    }
}

static const DermagaTexts not_asked = {
  N_("Whether port {port} is blocked here is not known"),
  N_("As you chose, no server of another company was asked. Without such servers, a network that "
     "blocks the port looks the same as a mail server that does not answer."),
  N_("To find out, allow Dermaga to ask other companies’ servers, then test again."),
};

static const DermagaTexts running = {
  N_("Testing port {port}"),
  N_("Servers of other companies are being asked whether they can be reached on it."),
  N_("Wait a moment."),
};

static const DermagaTexts unclear = {
  N_("Whether port {port} is blocked here is not known"),
  N_("The servers of other companies that were asked gave no clear answer: too few could be tried, "
     "or their answers do not agree."),
  N_("Test again later, or from another network, such as a phone’s."),
};

static const DermagaTexts open_port[N_ROLES] = {
  [ROLE_RELAY] = {
    N_("Port {port} is open in this network"),
    N_("At least one server of another company was reached on it and proved who it is. Port 25 "
       "is for mail between servers; mail programs do not need it."),
    N_("Nothing needs to be done. If one server does not answer on it, the cause likely lies with "
       "that server. In a mail program, use port 465 or 587."),
  },
  [ROLE_SENDING] = {
    N_("Port {port} is open in this network"),
    N_("At least one server of another company was reached on it and proved who it is."),
    N_("If your provider does not answer on it, the cause likely lies with the provider or with "
       "the server’s name: check the settings."),
  },
  [ROLE_RECEIVING] = {
    N_("Port {port} is open in this network"),
    N_("At least one server of another company was reached on it and proved who it is."),
    N_("If your provider does not answer on it, the cause likely lies with the provider or with "
       "the server’s name: check the settings."),
  },
};

/* A server that turns this computer away shows no certificate. */
static const DermagaTexts open_unproved = {
  N_("Port {port} is likely open in this network"),
  N_("At least one server of another company answered on it as mail servers do, but none proved "
     "in full who it is: some turn away computers that they do not know before that."),
  N_("If your provider does not answer on it, the cause likely lies with the provider or with the "
     "server’s name: check the settings."),
};

static const DermagaTexts blocked_here = {
  N_("This computer itself likely blocks port {port}"),
  N_("Connections to it were forbidden at once, before anything was sent. A firewall or another "
     "protection program on this computer likely does so, not the network."),
  N_("If you did not set this up, look at the settings of such a program, or ask whoever looks "
     "after this computer, to allow port {port} for your mail program."),
};

static const DermagaTexts blocked[N_ROLES] = {
  [ROLE_RELAY] = {
    N_("This network likely blocks port {port}"),
    N_("No server of another company was reached on it, while on other mail ports they answered. "
       "Many networks close port 25 to stop junk mail, so this is normal. It says nothing of other "
       "networks, such as that of your web host."),
    N_("Nothing needs to be done: mail programs do not need port 25. Use port 465 or 587."),
  },
  [ROLE_SENDING] = {
    N_("This network likely blocks port {port}"),
    N_("No server of another company was reached on it, while on other mail ports they answered. "
       "The cause is likely the network that you are using, not your provider. It says nothing of "
       "other networks, such as that of your web host."),
    N_("Send through port {other_port}, with encryption, if your provider offers it. Otherwise use "
       "another network, such as a phone’s, or ask whoever runs this one to open the port."),
  },
  [ROLE_RECEIVING] = {
    N_("This network likely blocks port {port}"),
    N_("No server of another company was reached on it, while on other mail ports they answered. "
       "The cause is likely the network that you are using, not your provider. It says nothing of "
       "other networks, such as that of your web host."),
    N_("Use port {other_port}, with encryption, if your provider offers it. Otherwise use another "
       "network, such as a phone’s, or ask whoever runs this one to open the port."),
  },
};

static const DermagaTexts mail_blocked = {
  N_("This network likely blocks mail"),
  N_("On no mail port was any server reached, not even those of other companies, while the web "
     "works. Networks of firms, schools and hotels are sometimes set up so."),
  N_("Use another network, such as a phone’s, or your provider’s web page for mail. You may ask "
     "whoever runs this network to let mail through."),
};

static const DermagaTexts nobody_answers = {
  N_("Something likely answers in place of mail servers here"),
  N_("On port {port}, a connection to {address} was accepted, an address where nobody is. The "
     "network that you are using, or a program on this computer such as a virus scanner, steps in. "
     "No server proved who it is on this port."),
  N_("Do not sign in to your mail on this port here. Test again from another network, such as a "
     "phone’s."),
};

static const DermagaTexts strangers_answer = {
  N_("Something likely answers in place of mail servers here"),
  N_("On port {port}, servers of several companies were asked, and none of those that answered "
     "could prove who it is. The network that you are using, or a program on this computer such as "
     "a virus scanner, likely steps in."),
  N_("Do not sign in to your mail on this port here. Test again from another network, such as a "
     "phone’s."),
};

static const DermagaTexts portal = {
  N_("The network wants you to sign in first"),
  N_("In place of a web page that is known, another one came. Public Wi-Fi often works like this: "
     "until you have signed in, it lets no mail through."),
  N_("Open a web browser, sign in to the network, then test again."),
};

static const DermagaTexts offline = {
  N_("Nothing can be reached from here"),
  N_("Neither mail servers nor the web answered. This computer is likely not connected to the "
     "Internet."),
  N_("Check your Internet connection, then test again."),
};

/* Evidence */

static const DermagaControl *
find_open_negative (const DermagaPortCheck *check)
{
  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *control = check->controls->pdata[i];

      if (control->kind == DERMAGA_CONTROL_NEGATIVE && control->open)
        return control;
    }
  return NULL;
}

static gboolean
is_proved (const DermagaPortCheck *check)
{
  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *control = check->controls->pdata[i];

      if (control->kind == DERMAGA_CONTROL_SAME_PORT && control->genuine)
        return TRUE;
    }
  return FALSE;
}

/* Every one to which there is a way was forbidden by this computer. */
static gboolean
is_forbidden_here (const DermagaPortCheck *check)
{
  gboolean forbidden = FALSE;

  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *control = check->controls->pdata[i];

      if (control->kind != DERMAGA_CONTROL_SAME_PORT
          || control->outcome == DERMAGA_OUTCOME_NET_UNREACH
          || control->outcome == DERMAGA_OUTCOME_NOT_CHECKED
          || dermaga_outcome_is_dns (control->outcome))
        continue;
      if (control->outcome != DERMAGA_OUTCOME_LOCAL_BLOCK)
        return FALSE;
      forbidden = TRUE;
    }
  return forbidden;
}

static const DermagaTexts *
find_texts (const DermagaPortCheck *check, const DermagaControl *open_negative)
{
  switch (dermaga_port_check_get_verdict (check))
    {
    case DERMAGA_PORT_VERDICT_UNKNOWN:
      if (!check->finished)
        return &running;
      return check->controls->len == 0 ? &not_asked : &unclear;
    case DERMAGA_PORT_VERDICT_OPEN:
      return is_proved (check) ? &open_port[role_of (check->port)] : &open_unproved;
    case DERMAGA_PORT_VERDICT_BLOCKED:
      return is_forbidden_here (check) ? &blocked_here : &blocked[role_of (check->port)];
    case DERMAGA_PORT_VERDICT_MAIL_BLOCKED:
      return is_forbidden_here (check) ? &blocked_here : &mail_blocked;
    case DERMAGA_PORT_VERDICT_INTERCEPTED:
      return open_negative != NULL ? &nobody_answers : &strangers_answer;
    case DERMAGA_PORT_VERDICT_PORTAL:
      return &portal;
    case DERMAGA_PORT_VERDICT_OFFLINE:
      return &offline;
    }
  g_assert_not_reached ();
}

/* Remarks: what is true of the verdict beside its own words. */

static gboolean
is_blocked (DermagaPortVerdict verdict)
{
  return verdict == DERMAGA_PORT_VERDICT_BLOCKED || verdict == DERMAGA_PORT_VERDICT_MAIL_BLOCKED;
}

static const char *
remark_on_families (const DermagaPortCheck *check)
{
  DermagaPortVerdict v4 = dermaga_port_check_judge (check, FALSE);
  DermagaPortVerdict v6 = dermaga_port_check_judge (check, TRUE);

  if (v4 == DERMAGA_PORT_VERDICT_OPEN && is_blocked (v6))
    return N_("This holds for addresses of the kind IPv4. Over IPv6 no server was reached on the "
              "port, so programs may be slow at first.");
  if (v6 == DERMAGA_PORT_VERDICT_OPEN && is_blocked (v4))
    return N_("This holds for addresses of the kind IPv6. Over IPv4 no server was reached on the "
              "port: a mail server that has only such an address cannot be reached on it.");
  return NULL;
}

static const char *
remark_on_refusal (const DermagaPortCheck *check)
{
  if (is_blocked (dermaga_port_check_get_verdict (check))
      && (dermaga_port_check_is_refused_nearby (check, FALSE)
          || dermaga_port_check_is_refused_nearby (check, TRUE)))
    return N_("The refusals came much faster than answers from the same companies on other ports: "
              "a sign, not a proof, that a device nearby refuses in their place.");
  return NULL;
}

/* Takes @meaning over. */
static char *
add_remark (char *meaning, const char *remark)
{
  char *both;

  if (remark == NULL)
    return meaning;
  both = g_strdup_printf ("%s %s", meaning, _(remark));
  g_free (meaning);
  return both;
}

DermagaWords *
dermaga_explain_port_check (const DermagaPortCheck *check)
{
  const DermagaControl *open_negative = find_open_negative (check);
  const DermagaTexts *texts = find_texts (check, open_negative);
  const char *address = open_negative != NULL ? open_negative->address : "";
  g_autofree char *port = g_strdup_printf ("%u", (guint) check->port);
  const char *other_port = other_port_for (check->port);
  char *meaning = dermaga_fill (_(texts->meaning), "port", port, "address", address, NULL);

  meaning = add_remark (meaning, remark_on_families (check));
  if (texts != &blocked_here)
    meaning = add_remark (meaning, remark_on_refusal (check));
  return dermaga_words_new (
    dermaga_fill (_(texts->headline), "port", port, NULL), meaning,
    dermaga_fill (_(texts->action), "port", port, "other_port", other_port, NULL));
}

/* One control */

static const char *
describe_negative (const DermagaControl *control)
{
  if (control->open)
    return N_("{address}: accepted the connection, although nobody is at this address.");
  if (control->outcome == DERMAGA_OUTCOME_NOT_CHECKED)
    return N_("{address}: not waited for.");
  if (control->outcome == DERMAGA_OUTCOME_NET_UNREACH)
    return N_("{address}: there is no way to this kind of address from here.");
  return N_("{address}: no connection, as it should be: nobody is at this address.");
}

static const char *
describe_web (const DermagaControl *control)
{
  if (control->outcome == DERMAGA_OUTCOME_NOT_CHECKED)
    return N_("{host} ({company}), web page: not finished.");
  if (control->outcome == DERMAGA_OUTCOME_PORTAL)
    return N_("{host} ({company}), web page: another page came in its place.");
  if (control->open)
    return N_("{host} ({company}), web page: reached.");
  return N_("{host} ({company}), web page: not reached.");
}

static const char *
describe_failure (const DermagaControl *control)
{
  if (control->outcome == DERMAGA_OUTCOME_NOT_CHECKED)
    return N_("{host} ({company}), port {port}: not finished.");
  if (dermaga_outcome_is_dns (control->outcome))
    return N_("{host} ({company}), port {port}: the name led to no address.");
  if (control->outcome == DERMAGA_OUTCOME_REFUSED)
    return N_("{host} ({company}), port {port}, {family}: the connection was refused.");
  if (control->outcome == DERMAGA_OUTCOME_NET_UNREACH)
    return N_("{host} ({company}), port {port}, {family}: there is no way to this kind of address "
              "from here.");
  return N_("{host} ({company}), port {port}, {family}: no answer.");
}

static const char *
describe_server (const DermagaControl *control)
{
  if (control->genuine)
    return N_("{host} ({company}), port {port}, {family}: reached, and it proved who it is.");
  if (control->open && control->outcome == DERMAGA_OUTCOME_GREET_REFUSED)
    return N_("{host} ({company}), port {port}, {family}: reached; it turned this computer away.");
  if (control->open)
    return N_("{host} ({company}), port {port}, {family}: something answered, but did not prove "
              "who it is.");
  return describe_failure (control);
}

char *
dermaga_explain_control (const DermagaControl *control)
{
  g_autofree char *port = g_strdup_printf ("%u", (guint) control->port);
  const char *template = control->kind == DERMAGA_CONTROL_NEGATIVE ? describe_negative (control)
                         : control->kind == DERMAGA_CONTROL_WEB    ? describe_web (control)
                                                                   : describe_server (control);

  return dermaga_fill (_(template), "host", control->host != NULL ? control->host : "", "company",
                       control->company != NULL ? control->company : "", "address",
                       control->address != NULL ? control->address : "", "port", port, "family",
                       control->is_ipv6 ? "IPv6" : "IPv4", NULL);
}
