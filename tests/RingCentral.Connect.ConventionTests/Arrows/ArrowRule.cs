using Mono.Cecil;
using RingCentral.Connect.ConventionTests.Assemblies;

namespace RingCentral.Connect.ConventionTests.Arrows;

internal static class ArrowRule
{
    public static IEnumerable<string> Check(AssemblyDefinition assembly) => assembly.AllTypes().SelectMany(CheckType);

    private static IEnumerable<string> CheckType(TypeDefinition type)
    {
        if (Rooms.Of(type) is not { } room)
        {
            return [];
        }

        if (!Rooms.Arrows.TryGetValue(room, out var allowed))
        {
            return [$"{type.Outermost().FullName}: there is no room '{room}'. Move it into one, or draw the new room in {nameof(Rooms)} and docs/architecture.md."];
        }

        return from used in TypeUses.Of(type).Where(used => used.Scope == type.Module)
               let target = Rooms.Of(used.Resolve())
               where target is not null && target != room && !allowed.Contains(target)
               select $"{type.Outermost().FullName} uses {used.FullName}: {room} may use {Names(allowed)}, not {target}. Move one of the two, or turn the arrow round.";
    }

    private static string Names(string[] rooms) => rooms.Length == 0 ? "no other room" : string.Join(", ", rooms);
}
