using System.Reflection;

namespace Platform.Contracts.Tests;

/// <summary>Makes the same example of a record every time: each value is derived from its member's name.</summary>
internal static class Example
{
    public static object Of(Type type) => Make(type, type.Name, depth: 0)!;

    private static object? Make(Type type, string name, int depth)
    {
        depth.ShouldBeLessThan(6, $"{name} nests too deep");
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string)) return $"{name} \"ü\"";
        if (plain == typeof(int)) return 1000 + name.Length;
        if (plain == typeof(long)) return 5_000_000_000 + name.Length;
        if (plain == typeof(double)) return 1.5;
        if (plain == typeof(decimal)) return 12.50m;
        if (plain == typeof(bool)) return true;
        if (plain == typeof(Guid)) return new Guid(name.Length, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        if (plain == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 11, 20, 10, 0, 0, 123, TimeSpan.Zero).AddTicks(4567);
        if (plain == typeof(TimeSpan)) return TimeSpan.FromMinutes(90);
        if (plain == typeof(DateOnly)) return new DateOnly(2026, 11, 20);
        if (plain.IsEnum) return Enum.GetValues(plain).GetValue(Enum.GetValues(plain).Length - 1);
        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return List(plain.GetGenericArguments()[0], name, depth);
        var constructor = plain.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{plain} has no constructor; say in {nameof(Example)} how an example of it is made.");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, p.Name!, depth + 1))]);
    }

    private static Array List(Type element, string name, int depth)
    {
        var list = Array.CreateInstance(element, 2);
        for (var i = 0; i < list.Length; i++) list.SetValue(Make(element, $"{name}{i}", depth + 1), i);
        return list;
    }
}
