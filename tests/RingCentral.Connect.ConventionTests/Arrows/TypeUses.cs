using Mono.Cecil;
using Mono.Cecil.Cil;

namespace RingCentral.Connect.ConventionTests.Arrows;

/// <summary>Every type that a type mentions: in its declaration, its members, their attributes and the bodies of its methods.</summary>
internal static class TypeUses
{
    public static IEnumerable<TypeReference> Of(TypeDefinition type) =>
        Declared(type).Concat(type.Methods.SelectMany(OfMethod)).SelectMany(Parts);

    private static IEnumerable<TypeReference> Declared(TypeDefinition type)
    {
        IEnumerable<TypeReference> bases = type.BaseType is null ? [] : [type.BaseType];
        return bases
            .Concat(type.Interfaces.Select(implementation => implementation.InterfaceType))
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Properties.Select(property => property.PropertyType))
            .Concat(type.GenericParameters.SelectMany(Constraints))
            .Concat(Attributes(type))
            .Concat(type.Fields.SelectMany(Attributes))
            .Concat(type.Properties.SelectMany(Attributes));
    }

    private static IEnumerable<TypeReference> OfMethod(MethodDefinition method)
    {
        var signature = method.Parameters.Select(parameter => parameter.ParameterType)
            .Append(method.ReturnType)
            .Concat(method.GenericParameters.SelectMany(Constraints))
            .Concat(Attributes(method))
            .Concat(method.Parameters.SelectMany(Attributes));
        return method.HasBody ? signature.Concat(OfBody(method.Body)) : signature;
    }

    private static IEnumerable<TypeReference> OfBody(MethodBody body) =>
        body.Variables.Select(variable => variable.VariableType)
            .Concat(body.ExceptionHandlers.Where(handler => handler.CatchType is not null).Select(handler => handler.CatchType))
            .Concat(body.Instructions.SelectMany(OfInstruction));

    private static IEnumerable<TypeReference> OfInstruction(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments, .. Signature(method.ElementMethod)],
        MethodReference method => [method.DeclaringType, .. Signature(method)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider member) =>
        member.CustomAttributes.SelectMany(attribute =>
            attribute.ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument))
                .Select(argument => argument.Value).OfType<TypeReference>()
                .Append(attribute.AttributeType));

    // List<Order[]> mentions List, Order[] and Order.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        // A type parameter names no type.
        GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
