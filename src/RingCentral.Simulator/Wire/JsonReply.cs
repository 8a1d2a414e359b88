using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Wire;

/// <summary>Writes replies in RingCentral's JSON shapes (RINGCENTRAL 5.1).</summary>
internal static class JsonReply
{
    private const string Realm = "realm=\"RingCentral REST API\"";

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Reply Of(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        var json = _writer ??= new Utf8JsonWriter(buffer, Options);
        json.Reset(buffer);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return new Reply(status, buffer.WrittenMemory, Reply.Json);
    }

    public static Reply Of(Refusal refusal, SwitchValues switches)
    {
        return Of(refusal, refusal.StatusUnder(switches.TokenErrorStatus), switches);
    }

    public static Reply Of(Refusal refusal, int status, SwitchValues switches)
    {
        var reply = Of(status, json =>
        {
            json.WriteString("error", refusal.Error);
            json.WriteString("error_description", refusal.Message);
            if (!switches.OmitErrors)
            {
                WriteErrors(json, refusal);
            }
        });
        return reply with
        {
            ErrorCode = refusal.Code,
            WwwAuthenticate = refusal.Error == "invalid_client"
                ? $"Basic {Realm}"
                : $"Bearer {Realm}, error=\"{refusal.Error}\", error_description=\"{refusal.Message.Replace("\"", "'", StringComparison.Ordinal)}\"",
        };
    }

    public static Reply Of(ApiRefusal refusal)
    {
        var reply = Of(refusal.Status, json =>
        {
            json.WriteString("errorCode", refusal.OuterCode);
            json.WriteString("message", refusal.Message);
            json.WriteStartArray("errors");
            json.WriteStartObject();
            json.WriteString("errorCode", refusal.Code);
            json.WriteString("message", refusal.Message);
            json.WriteEndObject();
            json.WriteEndArray();
        });
        return reply with
        {
            ErrorCode = refusal.Code,
            WwwAuthenticate = refusal.Status == 401 ? $"Bearer {Realm}, error=\"invalid_token\", error_description=\"{refusal.Message}\"" : null,
        };
    }

    private static void WriteErrors(Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteString("errorCode", refusal.Code);
        json.WriteString("message", refusal.Message);
        if (refusal.ParameterName is not null)
        {
            json.WriteStartArray("parameters");
            json.WriteStartObject();
            json.WriteString("parameterName", refusal.ParameterName);
            if (refusal.ParameterValue is not null)
            {
                json.WriteString("parameterValue", refusal.ParameterValue);
            }

            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }
}
