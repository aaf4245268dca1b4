namespace Platform.DeviceRegistry.Factory;

/// <summary>A picture of black and white dots.</summary>
internal sealed class Raster(int width, int height)
{
    private readonly bool[] black = new bool[width * height];

    public int Width => width;

    public int Height => height;

    /// <summary>Whether a dot is black; outside of the picture nothing is.</summary>
    public bool this[int x, int y] => x >= 0 && x < width && y >= 0 && y < height && black[y * width + x];

    /// <summary>A black rectangle.</summary>
    public void Fill(int left, int top, int rectangleWidth, int rectangleHeight)
    {
        for (var y = Math.Max(0, top); y < Math.Min(height, top + rectangleHeight); y++)
        {
            for (var x = Math.Max(0, left); x < Math.Min(width, left + rectangleWidth); x++) black[y * width + x] = true;
        }
    }

    /// <summary>The outline of a rectangle, two dots thick.</summary>
    public void Frame(int left, int top, int frameWidth, int frameHeight)
    {
        const int Thick = 2;
        Fill(left, top, frameWidth, Thick);
        Fill(left, top + frameHeight - Thick, frameWidth, Thick);
        Fill(left, top, Thick, frameHeight);
        Fill(left + frameWidth - Thick, top, Thick, frameHeight);
    }

    /// <summary>Text in the one font, each of its dots <paramref name="scale"/> dots wide.</summary>
    public void Write(string text, int left, int top, int scale)
    {
        foreach (var character in text)
        {
            var rows = RasterFont.RowsOf(character);
            for (var y = 0; y < rows.Length; y++)
            {
                for (var x = 0; x < RasterFont.Width; x++)
                {
                    if ((rows[y] >> (RasterFont.Width - 1 - x) & 1) == 1) Fill(left + x * scale, top + y * scale, scale, scale);
                }
            }

            left += RasterFont.Width * scale;
        }
    }
}
