using System.Buffers;
using System.Text;

namespace RingCentral.Connect.EndToEndTests.Secrets.Gathering;

/// <summary>A request and what was answered so far.</summary>
internal sealed class Exchange(string method, string target, string requestHeaders, string requestBody)
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _body = new();
    private string _head = "";

    public string Method { get; } = method;

    /// <summary>Path and query, as they were sent.</summary>
    public string Target { get; } = target;

    public string Path => Target.Split('?')[0];

    /// <summary>A line each.</summary>
    public string RequestHeaders { get; } = requestHeaders;

    public string RequestBody { get; } = requestBody;

    /// <summary>0 while there is no answer.</summary>
    public int Status { get; private set; }

    /// <summary>The answer: a line for each header, an empty one, and the body.</summary>
    public string Answer
    {
        get
        {
            lock (_gate)
            {
                return _head + "\n" + Encoding.UTF8.GetString(_body.WrittenSpan);
            }
        }
    }

    public void Begin(int status, IEnumerable<string> headers)
    {
        lock (_gate)
        {
            Status = status;
            _head = string.Concat(headers.Select(header => header + "\n"));
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _body.Write(bytes);
        }
    }

    public override string ToString() => $"{Method} {Path} {Status}";
}
