using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Data.Administration;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>Somebody's browser at the dashboard, without a screen.</summary>
internal sealed class Administrator(ServiceNode node) : IDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Browser Browser { get; } = new(node.Url);

    /// <summary>Somebody who came by a one-time link.</summary>
    public static async Task<Administrator> SignInAsync(ServiceNode node, AdminRole role = AdminRole.Admin)
    {
        var person = new Administrator(node);
        var link = await node.Get<SignInLinks>().CreateAsync(role, Cancelled);
        using var response = await person.SubmitAsync(link.AbsolutePath, "form");
        Assert.Equal("/admin", response.Headers.Location?.OriginalString);
        return person;
    }

    /// <summary>The page of an address, which must be there.</summary>
    public async Task<IHtmlDocument> ReadAsync(string path)
    {
        using var response = await Browser.OpenAsync(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        return await ParseAsync(response);
    }

    public async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var response = await Browser.OpenAsync(path);
        return response.StatusCode;
    }

    /// <summary>Sends a form of a page, with its hidden fields and what is filled in beside.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string selector, params (string Name, string Value)[] filled)
    {
        var page = await ReadAsync(path);
        var form = page.QuerySelector<IHtmlFormElement>(selector);
        Assert.True(form is not null, $"{path} has no {selector}:\n{page.Body?.TextContent}");
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(input => KeyValuePair.Create(input.Name!, input.Value));
        var action = form.GetAttribute("action") is { Length: > 0 } target ? target : path;
        return await Browser.PostAsync(action, [.. fields, .. filled.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
    }

    public static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStreamAsync(Cancelled), Cancelled);

    public void Dispose() => Browser.Dispose();
}

/// <summary>Parts of a page.</summary>
internal static class PageExtensions
{
    /// <summary>The text of the one part that must be there.</summary>
    public static string Read(this IHtmlDocument page, string selector)
    {
        var found = page.QuerySelector(selector);
        Assert.True(found is not null, $"The page has no {selector}:\n{page.QuerySelector(".main")?.TextContent}");
        return found.TextContent;
    }
}
