using System.Diagnostics;
using System.Text;

namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>Refreshes one session after the other, each time with the refresh token of the reply before.</summary>
internal sealed class RefreshLoop(RawConnection connection, IReadOnlyList<string> refreshTokens)
{
    private static readonly byte[] Prefix = "grant_type=refresh_token&refresh_token="u8.ToArray();
    private static readonly byte[] Field = "\"refresh_token\":\""u8.ToArray();

    private readonly byte[][] _forms = [.. refreshTokens.Select(token => (byte[])[.. Prefix, .. Encoding.ASCII.GetBytes(token)])];
    private int _next;

    public async Task<long> RunAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var (done, watch) = (0L, Stopwatch.StartNew());
        while (watch.Elapsed < time)
        {
            var form = _forms[_next];
            var body = await connection.PostAsync(form, cancellationToken);
            var at = body.Span.IndexOf(Field) + Field.Length;
            body.Span.Slice(at, form.Length - Prefix.Length).CopyTo(form.AsSpan(Prefix.Length));
            _next = (_next + 1) % _forms.Length;
            done++;
        }

        return done;
    }
}
