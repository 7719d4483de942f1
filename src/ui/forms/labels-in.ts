/** Labels of the form parts among `children`, by field name, so that a summary can say which field it means. */
export function labelsIn(children: unknown, labels = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(children)) {
    for (const child of children) labelsIn(child, labels)
  } else if (typeof children === 'object' && children !== null && 'props' in children) {
    const { props } = children
    if (typeof props === 'object' && props !== null) {
      if ('name' in props && 'label' in props) {
        const { name, label } = props
        if (typeof name === 'string' && typeof label === 'string') labels.set(name, label)
      }
      if ('children' in props) labelsIn(props.children, labels)
    }
    if ('children' in children) labelsIn(children.children, labels)
  }
  return labels
}
