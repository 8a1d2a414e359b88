using System.Text.Json.Nodes;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>RFC 7396: members of the patch replace those of the target, and null removes them.</summary>
internal static class JsonMergePatch
{
    /// <summary>Applies the patch to the target, in place.</summary>
    public static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                if (target[name] is not JsonObject existing)
                {
                    target[name] = existing = [];
                }

                Apply(existing, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
