extern alias schemas;

using System.Text.Json;
using schemas::Json.Schema;

namespace Platform.DeviceRegistry.DeviceTypes;

/// <summary>A JSON Schema that says in a person's words, field by field, what is wrong with a value.</summary>
internal sealed class ArgumentSchema
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };
    private readonly JsonElement source;
    private readonly JsonSchema schema;

    /// <exception cref="InvalidDataException">It is no schema, or has words that no schema knows, which would check nothing.</exception>
    public ArgumentSchema(JsonElement source, string name)
    {
        this.source = source;
        try
        {
            schema = JsonSchema.FromText(source.GetRawText());
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{name} is no JSON Schema: {exception.Message}", exception);
        }

        if (UnknownWords(schema).FirstOrDefault() is { } word) throw new InvalidDataException($"{name} has '{word}', which JSON Schema does not know.");
    }

    /// <summary>Names of the members that an object of this schema has.</summary>
    public IEnumerable<string> Members => source.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(p => p.Name) : [];

    /// <summary>What is wrong, by the place in <paramref name="value"/> (<c>custom.colour</c>, empty for the whole); nothing when all is well.</summary>
    public IEnumerable<(string Field, string Message)> Check(JsonElement value) =>
        schema.Evaluate(value, Options) is { IsValid: false } result
            ? [.. result.Details.Prepend(result).Where(d => d.HasErrors).SelectMany(d => d.Errors!.SelectMany(e => MessagesOf(d, e.Key, e.Value, value))).Distinct()]
            : [];

    private IEnumerable<(string Field, string Message)> MessagesOf(EvaluationResults at, string keyword, string fallback, JsonElement value)
    {
        var field = string.Join('.', at.InstanceLocation.Select(segment => segment.ToString()));
        var rule = keyword.Length > 0 && at.EvaluationPath.Combine(keyword).Evaluate(source) is { } found ? found : default;
        if (keyword != RequiredKeyword.Name) return [(field, MessageOf(keyword, rule, fallback))];
        var holder = at.InstanceLocation.Evaluate(value);
        return rule.EnumerateArray().Select(n => n.GetString()!).Where(n => holder?.TryGetProperty(n, out _) != true)
            .Select(n => (field.Length == 0 ? n : $"{field}.{n}", "is required"));
    }

    private static string MessageOf(string keyword, JsonElement rule, string fallback) => keyword switch
    {
        "" => "is not known",
        EnumKeyword.Name => $"must be one of {string.Join(", ", rule.EnumerateArray())}",
        ConstKeyword.Name => $"must be {rule}",
        TypeKeyword.Name => $"must be of the type {rule}",
        MinimumKeyword.Name => $"must be at least {rule}",
        MaximumKeyword.Name => $"must be at most {rule}",
        MinLengthKeyword.Name => $"must have at least {rule} characters",
        MaxLengthKeyword.Name => $"must have at most {rule} characters",
        PatternKeyword.Name => $"must have the form {rule}",
        _ => fallback,
    };

    private static IEnumerable<string> UnknownWords(JsonSchema schema) => schema.Keywords is not { } keywords ? [] :
    [
        .. keywords.OfType<UnrecognizedKeyword>().Select(k => k.Name),
        .. keywords.OfType<ISchemaContainer>().SelectMany(k => UnknownWords(k.Schema)),
        .. keywords.OfType<ISchemaCollector>().SelectMany(k => k.Schemas.SelectMany(UnknownWords)),
        .. keywords.OfType<IKeyedSchemaCollector>().SelectMany(k => k.Schemas.Values.SelectMany(UnknownWords)),
    ];
}
