using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi.Errors;
using Xunit;

namespace RingCentral.Connect.UnitTests.RingCentralApi.Errors;

/// <summary>The table of RingCentral's codes, as the product's research gives it; written out, so that a slip in the catalogue shows.</summary>
public sealed class ErrorCatalogueTests
{
    private const string ConfigurationCodes =
        """
        OAU-101 OAU-102 OAU-109 OAU-110 OAU-111 OAU-112 OAU-113 OAU-116 OAU-117 OAU-119 OAU-120 OAU-121 OAU-123 OAU-125 OAU-127 OAU-134 OAU-146
        OAU-150 OAU-151 OAU-152 OAU-153 OAU-164 OAU-165 OAU-168 OAU-270 CMN-101 CMN-401 CMN-408 AGW-401
        """;

    private const string TransientCodes = "OAU-147 OAU-148 CMN-201 CMN-203 CMN-301 CMN-302 CMN-303 CMN-304 CMN-310";

    public static TheoryData<string, string> Codes { get; } = new(
        Rows(ConfigurationCodes, ErrorClass.Configuration)
            .Concat(Rows("OAU-251 OAU-331 OAU-345 OAU-347 OAU-473", ErrorClass.Credential))
            .Concat(Rows(TransientCodes, ErrorClass.Transient))
            .Concat(Rows("OAU-105 OAU-136 OAU-140 OAU-141 OAU-163 OAU-210 OAU-211 OAU-213 OAU-222 OAU-232 CMN-405", ErrorClass.Terminal))
            .Concat(Rows("OAU-142 OAU-167 OAU-236", ErrorClass.Blocked))
            .Concat(Rows("OAU-128 OAU-129 OAU-149", ErrorClass.AccessToken))
            .Concat(Rows("OAU-106 OAU-108", ErrorClass.RestartConnect)));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_has_its_class_whatever_stands_around_it(string code, string expected)
    {
        foreach (var error in new[] { null, "invalid_grant", "invalid_client", "something_new" })
        {
            foreach (var status in new[] { 400, 401, 403, 429, 500 })
            {
                Assert.Equal(expected, Find(status, error, code).Class.ToString());
            }
        }
    }

    [Theory]
    [InlineData("OAU-210", StateReason.TokenExpired)]
    [InlineData("OAU-211", StateReason.TokenRevoked)]
    [InlineData("OAU-213", StateReason.SessionEnded)]
    [InlineData("OAU-236", StateReason.UserDisabled)]
    [InlineData("OAU-141", StateReason.UserDisabled)]
    [InlineData("OAU-136", StateReason.UserDeleted)]
    [InlineData("OAU-232", StateReason.UserDeleted)]
    [InlineData("CMN-405", StateReason.UserDeleted)]
    [InlineData("OAU-142", StateReason.AccountClosed)]
    [InlineData("OAU-222", StateReason.AccountClosed)]
    [InlineData("OAU-167", StateReason.NetworkPolicy)]
    [InlineData("OAU-251", StateReason.JwtInvalid)]
    [InlineData("OAU-331", StateReason.JwtInvalid)]
    [InlineData("OAU-345", StateReason.JwtInvalid)]
    [InlineData("OAU-347", StateReason.JwtInvalid)]
    [InlineData("OAU-473", StateReason.JwtInvalid)]
    [InlineData("OAU-105", StateReason.Other)]
    [InlineData("OAU-140", StateReason.Other)]
    public void Code_has_the_reason_that_the_API_tells(string code, StateReason reason) => Assert.Equal(reason, Find(400, null, code).Reason);

    [Fact]
    public void Only_OAU_213_and_unknown_codes_are_asked_twice()
    {
        var asked = Codes.Select(row => row.Data.Item1).Where(code => Find(400, "invalid_grant", code).AskTwice);

        Assert.Equal(["OAU-213"], asked);
        Assert.True(Find(400, "invalid_grant", "OAU-998").AskTwice);
        Assert.True(Find(400, null, null).AskTwice);
    }

    [Theory]
    [InlineData("invalid_client", "Configuration")]
    [InlineData("unauthorized_client", "Configuration")]
    [InlineData("invalid_request", "Configuration")]
    [InlineData("invalid_scope", "Configuration")]
    [InlineData("unsupported_grant_type", "Configuration")]
    [InlineData("temporarily_unavailable", "Transient")]
    [InlineData("server_error", "Transient")]
    [InlineData("invalid_grant", "Unknown")]
    [InlineData("expired_token", "Unknown")]
    public void Error_decides_where_no_known_code_came(string error, string expected)
    {
        Assert.Equal(expected, Find(400, error, null).Class.ToString());
        Assert.Equal(expected, Find(503, error, "ABC-1").Class.ToString());
    }

    [Theory]
    [InlineData(408, "Transient")]
    [InlineData(429, "Transient")]
    [InlineData(500, "Transient")]
    [InlineData(599, "Transient")]
    [InlineData(400, "Unknown")]
    [InlineData(401, "Unknown")]
    [InlineData(404, "Unknown")]
    public void Status_decides_last(int status, string expected) => Assert.Equal(expected, Find(status, null, "ABC-1").Class.ToString());

    private static ErrorEntry Find(int status, string? error, string? code) => ErrorCatalogue.Find(new RingCentralError(status, error, code));

    private static IEnumerable<TheoryDataRow<string, string>> Rows(string codes, ErrorClass expected) =>
        codes.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(code => new TheoryDataRow<string, string>(code, expected.ToString()));
}
