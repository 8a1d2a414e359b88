using System.Net;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests;

internal static class Expect
{
    public static void Refused(Answer answer, HttpStatusCode status, string error, string code)
    {
        Assert.Equal((status, error, code), (answer.Status, answer.Error, answer.Code));
    }

    public static void InvalidGrant(Answer answer, string code)
    {
        Refused(answer, HttpStatusCode.BadRequest, "invalid_grant", code);
    }

    /// <summary>An API error: coarse code outside, specific code inside.</summary>
    public static void ApiRefused(Answer answer, HttpStatusCode status, string outer, string code)
    {
        Assert.Equal((status, outer, code), (answer.Status, answer.Json.GetProperty("errorCode").GetString(), answer.Code));
    }

    public static void Works(Answer answer)
    {
        Assert.True(answer.Ok, answer.Text);
    }
}
