using System.Collections;
using System.Reflection;
using System.Text;

namespace RingCentral.Connect.UnitTests.Vault.Reading;

/// <summary>What a dump of the memory would show of an object and everything that it refers to.</summary>
internal static class ObjectGraph
{
    /// <summary>Every text, and every array of bytes or characters as text, that can be reached from an object.</summary>
    public static IEnumerable<string> TextsFrom(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([root]);
        while (open.TryPop(out var next))
        {
            if (next is Type or MemberInfo or Assembly or Thread or Pointer || !seen.Add(next))
            {
                continue;
            }

            if (Text(next) is { } text)
            {
                yield return text;
                continue;
            }

            IEnumerable<object?> parts = next is IEnumerable items and Array ? items.Cast<object?>() : Fields(next.GetType()).Select(field => field.GetValue(next));
            foreach (var part in parts.OfType<object>())
            {
                open.Push(part);
            }
        }
    }

    private static string? Text(object value) => value switch
    {
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        char[] characters => new string(characters),
        _ => null,
    };

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null && !type.IsPrimitive; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                {
                    yield return field;
                }
            }
        }
    }
}
