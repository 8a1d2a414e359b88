using System.Net;

namespace RingCentral.Simulator.Tests.Faults;

/// <summary>RINGCENTRAL 5.2: codes of flows that are not simulated can be asked for, so that a client can be shown every one of them.</summary>
public sealed class CodeOnDemandTests
{
    [Theory]
    [InlineData("OAU-102", "server_error")]
    [InlineData("OAU-105", "unauthorized_client")]
    [InlineData("OAU-116", "invalid_request")]
    [InlineData("OAU-117", "invalid_scope")]
    [InlineData("OAU-119", "unauthorized_client")]
    [InlineData("OAU-120", "invalid_client")]
    [InlineData("OAU-121", "invalid_client")]
    [InlineData("OAU-125", "unauthorized_client")]
    [InlineData("OAU-127", "invalid_client")]
    [InlineData("OAU-140", "invalid_grant")]
    [InlineData("OAU-147", "invalid_grant")]
    [InlineData("OAU-148", "invalid_grant")]
    [InlineData("OAU-150", "invalid_request")]
    [InlineData("OAU-151", "invalid_request")]
    [InlineData("OAU-152", "unsupported_response_type")]
    [InlineData("OAU-165", "invalid_client")]
    [InlineData("OAU-168", "unauthorized_client")]
    public async Task OAuth_code_comes_in_the_shape_of_the_token_endpoint(string code, string error)
    {
        await using var world = await World.StartAsync();
        await world.FaultAsync(new { kind = "status", error_code = code, count = 1 });

        var answer = await world.Client.RefreshAsync("x");

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
        Assert.Equal(error, answer.Error);
    }

    [Theory]
    [InlineData(500, "CMN-201")]
    [InlineData(500, "CMN-203")]
    [InlineData(429, "CMN-302")]
    [InlineData(429, "CMN-303")]
    [InlineData(429, "CMN-304")]
    [InlineData(429, "CMN-310")]
    public async Task Common_code_comes_in_the_shape_of_the_api(int status, string code)
    {
        await using var world = await World.StartAsync();
        await world.FaultAsync(new { kind = "status", status, error_code = code, count = 1 });

        Expect.ApiRefused(await world.Client.RefreshAsync("x"), (HttpStatusCode)status, code, code);
    }
}
