using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Data.Audit;

namespace RingCentral.Connect.Pages.Admin;

/// <summary>Who changed what. The filter is the address, so that it can be sent to somebody.</summary>
internal sealed class AuditModel(AuditReader log, TimeProvider time) : PageModel
{
    private const string Path = "/admin/audit";
    private const string Day = "yyyy-MM-dd";

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<AuditRecord> Records { get; private set; } = [];

    public IReadOnlyList<string> Actions { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public bool IsFiltered => Query with { Before = null } != new AuditQuery();

    public string? OlderPath { get; private set; }

    public string CsvPath => AddressOf(("handler", "csv"));

    private AuditQuery Query => new() { Who = Text(Who), Action = Text(What), Subject = Text(Subject), From = From, To = To, Before = Before };

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Now = time.GetUtcNow();
        Actions = await log.ActionsAsync(cancellationToken);
        (Records, var next) = await log.ReadPageAsync(Query, cancellationToken);
        OlderPath = next is { } before ? AddressOf(("before", before.ToString(CultureInfo.InvariantCulture))) : null;
    }

    /// <summary>Everything that matches, not this page alone; written as it is read.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellationToken)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"audit-{time.GetUtcNow().ToString(Day, CultureInfo.InvariantCulture)}.csv\"";
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(AuditCsv.Header);
        await foreach (var record in log.ReadAllAsync(Query with { Before = null }, cancellationToken))
        {
            await writer.WriteLineAsync(AuditCsv.Line(record));
        }

        return new EmptyResult();
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private string AddressOf((string Name, string Value) more) => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>
    {
        ["who"] = Text(Who),
        ["what"] = Text(What),
        ["subject"] = Text(Subject),
        ["from"] = From?.ToString(Day, CultureInfo.InvariantCulture),
        ["to"] = To?.ToString(Day, CultureInfo.InvariantCulture),
        [more.Name] = more.Value,
    });
}
