namespace Platform.DeviceRegistry.Factory;

/// <summary>One label as a picture of 750 x 400 dots: 63.5 x 33.9 mm at 300 dots per inch.</summary>
internal static class LabelPicture
{
    private const int Width = 750, Height = 400, Margin = 16, ScratchHeight = 64;

    /// <summary>The label as PNG.</summary>
    public static byte[] Draw(Label label)
    {
        var raster = new Raster(Width, Height);
        var dots = label.Dots();
        var scale = (Height - 2 * Margin) / dots.Length;
        for (var y = 0; y < dots.Length; y++)
        {
            for (var x = 0; x < dots.Length; x++)
            {
                if (dots[y][x]) raster.Fill(Margin + x * scale, (Height - dots.Length * scale) / 2 + y * scale, scale, scale);
            }
        }

        var left = Margin + dots.Length * scale + Margin;
        raster.Write(label.DeviceType, left, 56, scale: 2);
        // The serial number is the longest text: as large as the room beside the code allows.
        raster.Write(label.SerialNumber, left, 144, scale: Math.Max(1, (Width - left) / (label.SerialNumber.Length * RasterFont.Width)));
        raster.Write("Claim code", left, 216, scale: 1);
        raster.Frame(left, 256, Width - Margin - left, ScratchHeight);
        raster.Write(label.ClaimCode, left + Margin, 256 + (ScratchHeight - RasterFont.Height) / 2, scale: 1);
        return Png.Write(raster);
    }
}
