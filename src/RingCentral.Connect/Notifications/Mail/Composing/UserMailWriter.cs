using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Notifications.Mail.Queue;
using RingCentral.Connect.Notifications.Mail.Texts;

namespace RingCentral.Connect.Notifications.Mail.Composing;

/// <summary>The words of mails to users. No language of theirs is known; where one is, it takes the place of the configured one here.</summary>
internal sealed class UserMailWriter(IOptions<BrandingOptions> branding, MailFooter footer)
{
    private string App => branding.Value.AppName;

    private MailTexts Texts => MailTexts.In(branding.Value.Language);

    /// <summary>Please sign in again.</summary>
    public MailContent SignIn(Connection connection, Uri link, Uri? unsubscribe)
    {
        var texts = Texts;
        string[] why = unsubscribe is null ? [WhyConnected(texts, connection)] : [WhyConnected(texts, connection), texts.Get(MailText.WillRemind)];
        return new MailContent
        {
            Language = texts.Language,
            Sender = App,
            Subject = texts.Get(MailText.SignInSubject),
            Preview = texts.Get(MailText.SignInPreview, App),
            Status = new MailStatus(texts.Get(MailText.StatusNotConnected), MailTone.Act),
            Title = texts.Get(MailText.SignInSubject),
            Paragraphs = [Hello(texts, connection), WhatHappened(texts, connection), texts.Get(MailText.UntilThen, App)],
            Button = Button(texts, MailText.SignInAgain, link),
            Notes = [texts.Get(MailText.AboutSignInButton)],
            Footnotes = [Why(texts, why, unsubscribe), .. footer.ToUsers(texts)],
        };
    }

    /// <summary>The same once more.</summary>
    public MailContent Reminder(Connection connection, int number, Uri link, Uri unsubscribe)
    {
        var texts = Texts;
        var isLast = number >= IncidentMails.Reminders.Length;
        var count = isLast ? texts.Get(MailText.LastReminder) : texts.Get(MailText.ReminderCount, number, IncidentMails.Reminders.Length);
        return SignIn(connection, link, unsubscribe) with
        {
            Subject = texts.Get(MailText.ReminderSubject),
            Title = texts.Get(MailText.ReminderTitle, App),
            Paragraphs = [Hello(texts, connection), texts.Get(MailText.StillEnded, App, texts.Moment(connection.StateSince)), texts.Get(MailText.UntilThen, App)],
            Footnotes = [Why(texts, [WhyConnected(texts, connection), count], unsubscribe), .. footer.ToUsers(texts)],
        };
    }

    /// <summary>The connection ends at a fixed time.</summary>
    public MailContent AboutToLapse(Connection connection, DateTimeOffset end, Uri link)
    {
        var texts = Texts;
        return new MailContent
        {
            Language = texts.Language,
            Sender = App,
            Subject = texts.Get(MailText.LapseSubject, texts.Day(end)),
            Preview = texts.Get(MailText.LapsePreview, App),
            Status = new MailStatus(texts.Get(MailText.StatusEndsSoon), MailTone.Warn),
            Title = texts.Get(MailText.LapseTitle),
            Paragraphs = [Hello(texts, connection), texts.Get(MailText.WillEnd, App, texts.Moment(end)), texts.Get(MailText.SignInBefore, App)],
            Button = Button(texts, MailText.SignInNow, link),
            Notes = [texts.Get(MailText.AboutLapseButton)],
            Footnotes = [Why(texts, [WhyConnected(texts, connection)], null), .. footer.ToUsers(texts)],
        };
    }

    /// <summary>It works again.</summary>
    public MailContent Reconnected(Connection connection)
    {
        var texts = Texts;
        return new MailContent
        {
            Language = texts.Language,
            Sender = App,
            Subject = texts.Get(MailText.ReconnectedTitle),
            Preview = texts.Get(MailText.ReconnectedPreview, App),
            Status = new MailStatus(texts.Get(MailText.StatusConnected), MailTone.Ok),
            Title = texts.Get(MailText.ReconnectedTitle),
            Paragraphs = [Hello(texts, connection), texts.Get(MailText.ReconnectedText, App, texts.Moment(connection.StateSince)), texts.Get(MailText.NotYou)],
            Footnotes = [Why(texts, [texts.Get(MailText.WhyReconnected, App)], null), .. footer.ToEverybody(texts)],
        };
    }

    private static string Hello(MailTexts texts, Connection connection) =>
        string.IsNullOrWhiteSpace(connection.OwnerName) ? texts.Get(MailText.HelloNobody) : texts.Get(MailText.Hello, connection.OwnerName);

    private string WhyConnected(MailTexts texts, Connection connection) => texts.Get(MailText.WhyConnected, App, texts.Day(connection.CreatedAt));

    private string WhatHappened(MailTexts texts, Connection connection) => texts.Get(
        connection.Reason switch
        {
            StateReason.TokenExpired => MailText.EndedByLapse,
            StateReason.TokenRevoked or StateReason.SessionEnded => MailText.EndedAtRingCentral,
            StateReason.AbsoluteTimeout => MailText.EndedByTimeout,
            StateReason.UserDisabled or StateReason.UserDeleted or StateReason.AccountClosed => MailText.EndedByAccount,
            _ => MailText.EndedOtherwise,
        },
        App,
        texts.Moment(connection.StateSince));

    private static MailButton Button(MailTexts texts, MailText label, Uri link) => new(texts.Get(label), link, texts.Get(MailText.CopyAddress));

    private static MailFootnote Why(MailTexts texts, string[] sentences, Uri? unsubscribe) => new(
        texts.Get(MailText.WhyLead),
        string.Join(' ', sentences),
        unsubscribe is null ? null : new MailLink(texts.Get(MailText.DoNotRemind), unsubscribe.AbsoluteUri));
}
