using System.Net;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.ClientTests.Kit;

/// <summary>Some tests need <c>POST /connections/{id}/token/rejected</c>, which a service may not have yet.</summary>
internal static class TokenRejected
{
    public static async Task SkipUnlessAnsweredAsync(ApiClient api)
    {
        var answer = await api.SendAsync(HttpMethod.Post, $"connections/{Guid.Empty}/token/rejected", new StringContent("{\"generation\":1}", null, "application/json"));
        Assert.SkipWhen(answer.Status == HttpStatusCode.NotFound && answer.Code == "not_found", "This service does not answer token/rejected yet.");
    }
}
