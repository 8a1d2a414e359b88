using System.Text.Json;
using System.Text.Json.Nodes;
using RingCentral.Connect.Api.Connections;
using RingCentral.Connect.Api.ConnectSessions;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Events;
using RingCentral.Connect.Api.Tokens;

namespace RingCentral.Connect.Api.Description;

/// <summary>Examples, written by the code that writes the real answers, so that they cannot differ in form.</summary>
internal static class Examples
{
    private static readonly Guid Id = Guid.Parse("019aa8f2-4c1e-7d3a-9b52-0f6b8e1c2d3f");
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static JsonNode Token => JsonSerializer.SerializeToNode(
        new TokenBody
        {
            AccessToken = "U0pDMTJQMDFQQVMwMXxBQUFf…",
            ExpiresIn = 3092,
            ExpiresAt = Noon.AddSeconds(3092.5).UtcDateTime,
            Generation = 17,
            Scope = "ReadAccounts ReadCallLog",
            ConnectionId = Id,
            ExternalId = "user-4711",
            OwnerId = "256440016",
            AccountId = "256440000",
            ServerUrl = "https://platform.ringcentral.com",
        },
        ApiJson.Default.TokenBody)!;

    public static JsonNode Connection => JsonSerializer.SerializeToNode(
        new ConnectionBody
        {
            Id = Id,
            ExternalId = "user-4711",
            State = "active",
            Health = "healthy",
            Paused = false,
            Kind = "authorization_code",
            StateSince = Noon.AddDays(-40),
            Owner = new OwnerBody("256440016", "256440000", "Ada Byron", "ada@example.com", "101"),
            Scope = "ReadAccounts ReadCallLog",
            ServerUrl = "https://platform.ringcentral.com",
            Generation = 17,
            KeepAlive = "default",
            AccessExpiresAt = Noon.AddHours(1),
            RefreshExpiresAt = Noon.AddDays(7),
            LastProvenAliveAt = Noon,
            NextRotationAt = Noon.AddSeconds(3093.5),
            LastUsedAt = Noon.AddMinutes(-1),
            Metadata = JsonElement.Parse("""{"plan":"gold"}"""),
            CreatedAt = Noon.AddDays(-40),
            UpdatedAt = Noon.AddDays(-40),
        },
        ApiJson.Default.ConnectionBody)!;

    public static JsonNode ConnectSessionRequest => JsonNode.Parse(
        """{"external_id":"user-4711","return_url":"https://app.example.com/connected","login_hint":"ada@example.com","metadata":{"plan":"gold"},"require_completion":true,"expires_in":1800}""")!;

    public static JsonNode ConnectSession => JsonSerializer.SerializeToNode(
        new ConnectSessionAnswer(Guid.Parse("019aa8f2-51aa-7c11-8f0e-3d2b1a4c5e6f"), new Uri("https://connect.example.com/connect/Zk3v…"), Noon.AddMinutes(30)), ApiJson.Default.ConnectSessionAnswer)!;

    public static JsonNode Completion => JsonNode.Parse("""{"completion_code":"q7Xw…","external_id":"user-4711"}""")!;

    public static JsonNode ManageLink => JsonSerializer.SerializeToNode(
        new ManageLinkAnswer(new Uri("https://connect.example.com/connections/me/CfDJ8…"), Noon.AddMinutes(15)), ApiJson.Default.ManageLinkAnswer)!;

    public static JsonNode JwtConnect => JsonNode.Parse("""{"external_id":"nightly-report","assertion":"eyJraWQiOiI4NzYyZjU5OGQwNTk0NGRi…","metadata":{"team":"billing"}}""")!;

    public static JsonNode JwtConnection
    {
        get
        {
            var connection = Connection.AsObject();
            (connection["external_id"], connection["kind"]) = ("nightly-report", "jwt");
            connection["metadata"] = JsonNode.Parse("""{"team":"billing"}""");
            return connection;
        }
    }

    public static JsonNode ConnectionList => new JsonObject { ["data"] = new JsonArray(Connection), ["next_cursor"] = "AZqo8kwefTqbUg9rjhwtPw" };

    public static JsonNode EventList => JsonSerializer.SerializeToNode(
        new EventListBody(
            [
                new EventBody
                {
                    Id = 4690,
                    Type = "connection.reauthorization_required",
                    ConnectionId = Id,
                    ExternalId = "user-4711",
                    Sequence = 3,
                    OccurredAt = Noon,
                    Actor = "system",
                    Reason = "token_revoked",
                    RingcentralCode = "OAU-211",
                    RequestId = "9f1c7d6e-5b8a-11f0-9d2e-005056b4c3a1",
                },
            ],
            "4712"),
        ApiJson.Default.EventListBody)!;

    public static JsonNode Rejection => JsonNode.Parse("""{"generation":17}""")!;

    public static JsonNode Patch => JsonNode.Parse("""{"metadata":{"plan":"gold","trial":null},"paused":false}""")!;

    public static JsonNode ImportLines =>
        """
        {"external_id":"user-4711","access_token":"U0pD…","refresh_token":"U0pD…","expires_in":3599,"refresh_token_expires_in":604799,"scope":"ReadAccounts","owner_id":"256440016","issued_at":"2026-11-24T11:58:00Z"}
        {"external_id":"user-4712","access_token":"U0pD…","refresh_token":"U0pD…","expires_in":3599,"refresh_token_expires_in":604799,"scope":"ReadAccounts","owner_id":"256440017"}
        """;

    public static JsonNode ImportResults => $$"""
        {"line":1,"external_id":"user-4711","status":"created","connection_id":"{{Id}}"}
        {"line":2,"external_id":"user-4712","status":"rejected","code":"validation_failed","detail":"refresh_token_expires_in is missing."}
        """;

    /// <summary>A problem with a code.</summary>
    public static JsonNode Problem(ProblemNote note)
    {
        var problem = new JsonObject
        {
            ["status"] = note.Status,
            ["code"] = note.Code,
            ["title"] = char.ToUpperInvariant(note.Code[0]) + note.Code[1..].Replace('_', ' '),
            ["detail"] = note.Meaning.Replace("`", "", StringComparison.Ordinal),
            ["reference"] = "0HNF3Q8V1T2AB:00000004",
        };
        switch (note.Code)
        {
            case ProblemCodes.ReauthorizationRequired:
                (problem["reason"], problem["since"]) = ("token_revoked", "2026-11-24T11:58:00Z");
                problem["reconnect_url"] = "https://connect.example.com/reconnect/CfDJ8…";
                break;
            case ProblemCodes.ConnectionBlocked:
                (problem["reason"], problem["since"]) = ("user_disabled", "2026-11-24T11:58:00Z");
                break;
            case ProblemCodes.JwtRefused:
                (problem["reason"], problem["ringcentral_code"]) = ("jwt_invalid", "OAU-473");
                break;
            case ProblemCodes.HoldInForce:
                problem["available_at"] = "2026-11-24T12:51:33Z";
                break;
            case ProblemCodes.ValidationFailed:
                problem["errors"] = new JsonObject { ["min_ttl"] = new JsonArray("must be a whole number of seconds between 1 and 86400") };
                break;
        }

        return problem;
    }
}
