using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that comes from configuration or is made up once and remembered.</summary>
public class ParameterResource : Resource, IValueProvider
{
    private readonly Lazy<string> _value;

    internal ParameterResource(string name, Func<string> read, bool secret)
        : base(name)
    {
        _value = new Lazy<string>(read);
        Secret = secret;
    }

    /// <summary>Never printed when true.</summary>
    public bool Secret { get; }

    /// <inheritdoc />
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(_value.Value);
}

/// <summary>Where a parameter's value comes from when nobody configured it.</summary>
public abstract class ParameterDefault
{
    /// <summary>A value to use.</summary>
    public abstract string GetDefaultValue();
}

/// <summary>Random characters of the given classes.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCharacters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericCharacters = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    /// <summary>Length, at least.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Lower-case letters.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Upper-case letters.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Digits.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Special characters; switch off for what goes into connection strings.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc />
    public override string GetDefaultValue()
    {
        string[] classes =
        [
            .. Lower ? [LowerCharacters] : Array.Empty<string>(),
            .. Upper ? [UpperCharacters] : Array.Empty<string>(),
            .. Numeric ? [NumericCharacters] : Array.Empty<string>(),
            .. Special ? [SpecialCharacters] : Array.Empty<string>(),
        ];
        if (classes.Length == 0)
            throw new DistributedApplicationException("A generated parameter needs at least one class of characters.");
        // One of each class first, so that the value satisfies rules which ask for all of them; the order is random.
        var characters = classes.Select(set => set[RandomNumberGenerator.GetInt32(set.Length)])
            .Concat(RandomNumberGenerator.GetItems<char>(string.Concat(classes), Math.Max(0, MinLength - classes.Length)))
            .ToArray();
        RandomNumberGenerator.Shuffle<char>(characters);
        return new string(characters);
    }
}
