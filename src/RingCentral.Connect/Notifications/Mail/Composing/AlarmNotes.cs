using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.Notifications.Mail.Texts;

namespace RingCentral.Connect.Notifications.Mail.Composing;

/// <summary>Mails to administrators about alarms.</summary>
internal sealed class AlarmNotes(IOptions<BrandingOptions> branding, PublicAddress address, MailFooter footer)
{
    /// <summary>The mail, or why there is none.</summary>
    public async Task<Composition> ComposeAsync(ConnectDbContext context, OutgoingMail mail, CancellationToken cancellationToken)
    {
        var alarm = await context.Alarms.AsNoTracking().SingleOrDefaultAsync(row => row.Id == mail.AlarmId, cancellationToken);
        if (alarm is null || (mail.Kind == MailKind.AlarmOpened && alarm.ClosedAt is not null))
        {
            return new Composition.Unwanted("over already");
        }

        var texts = MailTexts.In(branding.Value.Language);
        return new Composition.Ready(new ComposedMail(alarm.ClosedAt is { } end ? Closed(texts, alarm, end) : Opened(texts, alarm)));
    }

    /// <summary>What is the matter, in a few words.</summary>
    public static string Title(MailTexts texts, AlarmKind kind) => texts.Get(MailTexts.KeyOf($"Alarm{kind}"));

    private MailContent Opened(MailTexts texts, Alarm alarm)
    {
        var title = Title(texts, alarm.Kind);
        return Note(texts, title) with
        {
            Subject = texts.Get(MailText.AlarmSubject, title),
            Preview = alarm.Detail,
            Status = new MailStatus(texts.Get(MailText.StatusAlarm), MailTone.Act),
            Paragraphs = [alarm.Detail, texts.Get(MailTexts.KeyOf($"Alarm{alarm.Kind}Advice")), texts.Get(MailText.AlarmSince, texts.Moment(alarm.OpenedAt))],
        };
    }

    private MailContent Closed(MailTexts texts, Alarm alarm, DateTimeOffset end)
    {
        var title = Title(texts, alarm.Kind);
        var lasted = texts.Get(MailText.AlarmLasted, texts.Moment(alarm.OpenedAt), texts.Moment(end));
        return Note(texts, title) with
        {
            Subject = texts.Get(MailText.AlarmOverSubject, title),
            Preview = lasted,
            Status = new MailStatus(texts.Get(MailText.StatusOver), MailTone.Ok),
            Paragraphs = [lasted],
        };
    }

    private MailContent Note(MailTexts texts, string title) => new()
    {
        Language = texts.Language,
        Sender = branding.Value.AppName,
        Subject = title,
        Preview = "",
        Status = new MailStatus("", MailTone.Plain),
        Title = title,
        Paragraphs = [],
        Button = new MailButton(texts.Get(MailText.OpenDashboard), address.AtDashboard(MailPaths.Admin), texts.Get(MailText.CopyAddress)),
        Footnotes = [new(texts.Get(MailText.WhyLead), texts.Get(MailText.WhyAdministrator, branding.Value.AppName)), .. footer.ToEverybody(texts)],
    };
}
