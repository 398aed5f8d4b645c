declare module "idiomorph" {
  export const Idiomorph: {
    morph(old: Element, fresh: Element, config: {
      morphStyle: "outerHTML" | "innerHTML";
      ignoreActiveValue?: boolean;
      callbacks?: {
        beforeNodeMorphed?(node: Node, next: Node): boolean;
        beforeNodeRemoved?(node: Node): boolean;
        beforeAttributeUpdated?(name: string, element: Element): boolean;
      };
    }): void;
  };
}
