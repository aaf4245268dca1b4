using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with holes that are filled when a process starts: ports and secrets are not known earlier.</summary>
public sealed class ReferenceExpression : IValueProvider
{
    private readonly IReadOnlyList<object> _parts;

    private ReferenceExpression(IReadOnlyList<object> parts) => _parts = parts;

    /// <summary>The expression of an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Parts);

    /// <inheritdoc />
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
            text.Append(part is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) : (string)part);
        return text.ToString();
    }

    /// <summary>Takes an interpolated string apart without formatting it.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler
    {
        private readonly List<object> _parts;

        /// <summary>Called by the compiler.</summary>
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) =>
            _parts = new List<object>(capacity: (formattedCount * 2) + Math.Sign(literalLength));

        internal IReadOnlyList<object> Parts => _parts;

        /// <summary>Called by the compiler for the text between holes.</summary>
        public void AppendLiteral(string value) => _parts.Add(value);

        /// <summary>Called by the compiler for a text that is known now.</summary>
        public void AppendFormatted(string? value) => _parts.Add(value ?? "");

        /// <summary>Called by the compiler for a value that is known later.</summary>
        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider => _parts.Add(valueProvider);

        /// <summary>Called by the compiler for a resource with a value, such as a parameter.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider => _parts.Add(valueProvider.Resource);
    }
}
