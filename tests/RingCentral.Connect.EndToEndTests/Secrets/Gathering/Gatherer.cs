using System.Text;
using MimeKit;
using RingCentral.Connect.EndToEndTests.Secrets.Searching;
using RingCentral.Connect.Sandbox.Mail;

namespace RingCentral.Connect.EndToEndTests.Secrets.Gathering;

/// <summary>Brings together what the product gave out, takes out what was due, and takes note of every secret that was.</summary>
internal sealed class Gatherer(KnownSecrets secrets)
{
    private readonly List<Emission> _emissions = [];
    private readonly HashSet<Due> _met = [];

    public IReadOnlyList<Emission> Emissions => _emissions;

    /// <summary>Places that are allowed to hold a secret and never did: an allowance that nobody needs any more.</summary>
    public IEnumerable<Due> Unmet => Due.InAnswers.Concat(Due.InMails).Concat(Due.InWebhooks).Concat(Due.InCommands).Except(_met);

    /// <summary>What went one way.</summary>
    public IEnumerable<Emission> this[Way way] => _emissions.Where(emission => emission.Way == way);

    /// <summary>What nothing secret is due in.</summary>
    public void Add(Way way, string source, string text) => _emissions.Add(new Emission(way, source, text));

    /// <summary>Answers of the service.</summary>
    public void AddAnswers(IEnumerable<Exchange> exchanges)
    {
        foreach (var exchange in exchanges)
        {
            _emissions.Add(new Emission(Way.Answer, exchange.ToString(), Cut(Due.InAnswers, exchange.ToString(), exchange.Answer)));
        }
    }

    /// <summary>Requests of the service to RingCentral: tokens and codes belong into their bodies, and into Authorization. People's browsers come the same way.</summary>
    public void AddRequests(IEnumerable<Exchange> exchanges)
    {
        foreach (var exchange in exchanges.Where(exchange => exchange.RequestHeaders.Contains("User-Agent: RingCentral-Connect/", StringComparison.Ordinal)))
        {
            var headers = exchange.RequestHeaders.Split('\n').Where(line => !line.StartsWith("Authorization:", StringComparison.OrdinalIgnoreCase));
            _emissions.Add(new Emission(Way.Request, exchange.ToString(), $"{exchange.Method} {exchange.Target}\n{string.Join('\n', headers)}"));
        }
    }

    /// <summary>What a command wrote to standard output and to standard error.</summary>
    public void AddCommand(string command, string output, string errors)
    {
        _emissions.Add(new Emission(Way.Command, command, Cut(Due.InCommands, command, output)));
        _emissions.Add(new Emission(Way.Command, command + ", errors", errors));
    }

    public void AddMails(IEnumerable<TakenMail> mails)
    {
        foreach (var mail in mails)
        {
            using var message = MimeMessage.Load(new MemoryStream(mail.Bytes));
            var headers = string.Concat(message.Headers.Select(header => $"{header.Field}: {header.Value}\n"));
            _emissions.Add(new Emission(Way.Mail, message.Subject ?? "", Cut(Due.InMails, "", headers + message.TextBody + message.HtmlBody)));
        }
    }

    public void AddWebhooks(IEnumerable<Received> webhooks)
    {
        foreach (var webhook in webhooks)
        {
            _emissions.Add(new Emission(Way.Webhook, webhook.Target, webhook.Headers + "\n" + Cut(Due.InWebhooks, "", webhook.Body)));
        }
    }

    /// <summary>What went to a collector: traces, metrics and logs.</summary>
    public void AddTelemetry(IEnumerable<Received> telemetry)
    {
        foreach (var signal in telemetry)
        {
            var way = Enum.Parse<Way>(signal.Target.Split('/')[^1], ignoreCase: true);
            _emissions.Add(new Emission(way, signal.Target, signal.Body));
        }
    }

    public void AddDump(DatabaseDump dump)
    {
        _emissions.Add(new Emission(Way.Dump, "pg_dump", dump.Text));
        _emissions.Add(new Emission(Way.DumpedBytes, "pg_dump", dump.Bytes));
    }

    public async Task AddFileAsync(string path, CancellationToken cancellationToken) =>
        _emissions.Add(new Emission(Way.File, Path.GetFileName(path), Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, cancellationToken))));

    private string Cut(IEnumerable<Due> places, string exchange, string text)
    {
        foreach (var place in places.Where(place => place.Exchanges.IsMatch(exchange)))
        {
            text = place.Cut(text, (kind, secret) =>
            {
                _met.Add(place);
                secrets.Add(kind, secret);
            });
        }

        return text;
    }
}
