using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Api.Description;
using RingCentral.Connect.Pages.Display;

namespace RingCentral.Connect.Pages;

/// <summary><c>/docs</c>: the API's OpenAPI document, for people. It is made here, so that it needs no script and nothing from elsewhere.</summary>
[AllowAnonymous]
internal sealed class DocsModel(ApiDocument document) : PageModel
{
    public string About { get; private set; } = "";

    public IReadOnlyList<Group> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var api = await document.ReadAsync(cancellationToken);
        About = api.Info.Description ?? "";
        var operations = ApiOperationText.AllOf(api).ToLookup(operation => operation.Group);
        Groups = [.. (api.Tags ?? new HashSet<Microsoft.OpenApi.OpenApiTag>()).Select(tag => new Group(tag.Name!, tag.Description ?? "", [.. operations[tag.Name!]]))];
    }

    /// <summary>Calls that belong together.</summary>
    internal sealed record Group(string Name, string About, IReadOnlyList<ApiOperationText> Operations);
}
