using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.Notifications.Mail.Digests;
using RingCentral.Connect.Notifications.Mail.Texts;

namespace RingCentral.Connect.Notifications.Mail.Composing;

/// <summary>The digest to administrators, as things are when it is sent.</summary>
internal sealed class DigestNotes(IOptions<BrandingOptions> branding, PublicAddress address, DigestReader reader, MailFooter footer, TimeProvider time)
{
    /// <summary>One that could not be sent for this long is replaced by the next.</summary>
    private static readonly TimeSpan News = TimeSpan.FromHours(20);

    /// <summary>The mail, or why there is none.</summary>
    public async Task<Composition> ComposeAsync(ConnectDbContext context, OutgoingMail mail, CancellationToken cancellationToken) =>
        mail.DueAt + News < time.GetUtcNow()
            ? new Composition.Unwanted("no news any more")
            : new Composition.Ready(new ComposedMail(Write(MailTexts.In(branding.Value.Language), await reader.ReadAsync(context, mail.Incident, cancellationToken))));

    private MailContent Write(MailTexts texts, DigestReport report) => new()
    {
        Language = texts.Language,
        Sender = branding.Value.AppName,
        Subject = texts.Get(
            MailText.DigestSubject, branding.Value.AppName, texts.Count(report.Counts.Values.Sum()), texts.Count(report.In(ConnectionState.NeedsReauthorization))),
        Preview = texts.Get(MailText.DigestPreview, report.New, texts.Day(report.Since), report.Alarms.Count, report.Lapses.Count),
        Status = new MailStatus(texts.Get(MailText.StatusDigest), MailTone.Plain),
        Title = Title(texts, report),
        Paragraphs = [texts.Get(MailText.DigestSince, texts.Moment(report.Since))],
        Button = new MailButton(texts.Get(MailText.OpenDashboard), address.AtDashboard(MailPaths.Admin), texts.Get(MailText.CopyAddress)),
        Lists = [.. Lists(texts, report).Where(list => list.Lines.Count > 0)],
        Footnotes =
        [
            new(texts.Get(MailText.WhyLead), $"{texts.Get(MailText.WhyAdministrator, branding.Value.AppName)} {texts.Get(MailText.DigestQuiet)}"),
            .. footer.ToEverybody(texts),
        ],
    };

    private static string Title(MailTexts texts, DigestReport report) => report.In(ConnectionState.NeedsReauthorization) switch
    {
        _ when report.Alarms.Count > 0 => texts.Get(MailText.DigestTitleAlarm),
        0 => texts.Get(MailText.DigestTitleWell),
        1 => texts.Get(MailText.DigestTitleOneWaiting),
        var waiting => texts.Get(MailText.DigestTitleWaiting, texts.Count(waiting)),
    };

    private static IEnumerable<MailList> Lists(MailTexts texts, DigestReport report) =>
    [
        new(texts.Get(MailText.DigestAlarms), [.. report.Alarms.Select(alarm => new MailLine(AlarmNotes.Title(texts, alarm.Kind), texts.Moment(alarm.OpenedAt)))]),
        new(texts.Get(MailText.DigestStates), [.. report.Counts.OrderBy(state => state.Key).Select(state => new MailLine(State(texts, state.Key), texts.Count(state.Value)))]),
        new(texts.Get(MailText.DigestReasons), [.. report.Reasons.Select(reason => new MailLine(Reason(texts, reason.Reason), texts.Count(reason.Count)))]),
        Capped(texts, MailText.DigestWaiting, report.Waiting.Select(waiting => new MailLine(
            Name(waiting.ExternalId, waiting.OwnerName), $"{Reason(texts, waiting.Reason ?? StateReason.Other)}, {texts.Moment(waiting.StateSince)}"))),
        Capped(texts, MailText.DigestLapses, report.Lapses.Select(lapse => new MailLine(Name(lapse.ExternalId, lapse.OwnerName), texts.Moment(lapse.EndsAt)))),
    ];

    private static MailList Capped(MailTexts texts, MailText heading, IEnumerable<MailLine> lines)
    {
        MailLine[] all = [.. lines];
        return new(texts.Get(heading), all.Length > DigestReader.Shown ? [.. all[..DigestReader.Shown], new("…", texts.Get(MailText.DigestMore))] : all);
    }

    private static string Name(string externalId, string? owner) => owner is null ? externalId : $"{owner} ({externalId})";

    private static string State(MailTexts texts, ConnectionState state) => texts.Get(MailTexts.KeyOf($"State{state}"));

    private static string Reason(MailTexts texts, StateReason reason) => texts.Get(MailTexts.KeyOf($"Reason{reason}"));
}
