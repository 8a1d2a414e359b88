using System.Text.Json;
using System.Text.Json.Serialization;
using RingCentral.Connect.Api.Connections;
using RingCentral.Connect.Api.ConnectSessions;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Events;
using RingCentral.Connect.Api.Idempotency;
using RingCentral.Connect.Api.Tokens;
using RingCentral.Connect.Api.Webhooks;

namespace RingCentral.Connect.Api;

/// <summary>The API's JSON: snake case, instants in UTC with a Z, and no field that a request does not have.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(ConnectionBody))]
[JsonSerializable(typeof(ConnectionListBody))]
[JsonSerializable(typeof(ConnectionPatchBody))]
[JsonSerializable(typeof(ImportResultBody))]
[JsonSerializable(typeof(TokenRejectionBody))]
[JsonSerializable(typeof(EventListBody))]
[JsonSerializable(typeof(KeptAnswer))]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(ReauthorizationProblem))]
[JsonSerializable(typeof(HoldProblem))]
[JsonSerializable(typeof(JwtRefusedProblem))]
[JsonSerializable(typeof(JwtConnectBody))]
[JsonSerializable(typeof(ConnectSessionBody))]
[JsonSerializable(typeof(ConnectSessionAnswer))]
[JsonSerializable(typeof(CompletionBody))]
[JsonSerializable(typeof(ManageLinkAnswer))]
[JsonSerializable(typeof(WebhookEndpointBody))]
[JsonSerializable(typeof(WebhookEndpointListBody))]
[JsonSerializable(typeof(WebhookEndpointCreateBody))]
[JsonSerializable(typeof(WebhookEndpointPatchBody))]
[JsonSerializable(typeof(WebhookSecretRotationBody))]
[JsonSerializable(typeof(WebhookDeliveryBody))]
[JsonSerializable(typeof(WebhookDeliveryListBody))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>RFC 3339 in UTC, with a Z and whole milliseconds at least.</summary>
internal sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}
