using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace Platform.DeviceRegistry.Factory;

/// <summary>The printable characters of ASCII, 16 x 32 dots each; see <c>Fonts/LICENSE.txt</c>.</summary>
internal static class RasterFont
{
    public const int Width = 16, Height = 32;

    private static readonly FrozenDictionary<char, ushort[]> Characters = Read();

    /// <summary>A character's rows from above, the leftmost dot in the highest bit.</summary>
    public static ushort[] RowsOf(char character) => Characters.TryGetValue(character, out var rows) ? rows : Characters['?'];

    private static FrozenDictionary<char, ushort[]> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("label.hex")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')).ToFrozenDictionary(
            parts => (char)ushort.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            parts => Enumerable.Range(0, Height).Select(y => ushort.Parse(parts[1].AsSpan(y * 4, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray());
    }
}
