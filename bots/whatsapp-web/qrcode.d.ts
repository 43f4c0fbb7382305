declare module "qrcode" {
  interface Options {
    readonly type?: "terminal";
    readonly small?: boolean;
    readonly margin?: number;
    readonly width?: number;
  }
  const code: {
    toString(text: string, options: Options): Promise<string>;
    toDataURL(text: string, options: Options): Promise<string>;
  };
  // biome-ignore lint/style/noDefaultExport: what the package has
  export default code;
}
