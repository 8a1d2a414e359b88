using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using RingCentral.Connect.Api.Description;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Notifications.Webhooks;
using RingCentral.Connect.TestKit.Approval;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api.Description;

public sealed class ApiDocumentTests(LiveFixture live) : IClassFixture<LiveFixture>
{
    private const string Root = "/api/v1";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Committed_document_is_the_one_that_is_served() => await ApprovedText.MatchAsync("docs/openapi.json", await GetAsync() + "\n");

    [Fact]
    public async Task Document_is_OpenAPI_and_needs_no_key()
    {
        var read = OpenApiDocument.Parse(await GetAsync());

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public void Every_endpoint_is_described_with_its_parameters_and_nothing_else()
    {
        var mapped = live.Node.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(Root + "/", StringComparison.Ordinal))
            .Select(endpoint => Line(
                endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single(),
                endpoint.RoutePattern.RawText![Root.Length..],
                endpoint.Metadata.GetRequiredMetadata<KnownQuery>().Names.Select(name => name.Replace(KnownQueryFilter.AnyName, "KEY", StringComparison.Ordinal))));

        var described = ApiCalls.All.Select(call => Line(
            call.Method, call.Path, call.Parameters.Where(parameter => parameter.In == ParameterLocation.Query).Select(parameter => parameter.Name)));

        // What is missing is described in a file of Api/Description; then the committed document is refreshed.
        Assert.Equal(mapped.Order(), described.Order());
    }

    [Fact]
    public async Task Every_webhook_that_is_sent_is_described_with_an_example()
    {
        var webhooks = OpenApiDocument.Parse(await GetAsync()).Document!.Webhooks!;

        Assert.Equal(WebhookEventTypes.All, webhooks.Keys);
        Assert.All(webhooks, webhook => Assert.Equal(
            webhook.Key, webhook.Value.Operations![HttpMethod.Post].RequestBody!.Content!["application/json"].Example!["type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Every_operation_has_what_a_reader_looks_for()
    {
        var document = OpenApiDocument.Parse(await GetAsync()).Document!;
        var operations = document.Paths.SelectMany(path => path.Value.Operations!.Values).ToList();

        Assert.Equal(ApiCalls.All.Count, operations.Count);
        Assert.Equal(operations.Count, operations.Select(operation => operation.OperationId).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Summary));
            Assert.NotEmpty(operation.Security!.Single().Single().Value);
            Assert.All(operation.Parameters ?? [], parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Description), $"{operation.OperationId}: {parameter.Name}"));
            Assert.All(operation.Responses!.Where(response => response.Key[0] is '4' or '5'), response => Assert.NotEmpty(response.Value.Content!["application/problem+json"].Examples!));
        });
    }

    [Fact]
    public void Every_problem_code_is_explained()
    {
        var codes = typeof(ProblemCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(codes.Order(), ProblemNotes.All.Keys.Order());
    }

    private static string Line(string method, string path, IEnumerable<string> query) => $"{method} {path}?{string.Join('&', query.Order())}";

    private async Task<string> GetAsync()
    {
        using var http = new HttpClient { BaseAddress = live.Node.Url };
        using var response = await http.GetAsync("openapi/v1.json", Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync(Cancelled);
    }
}
